-- +goose Up
-- What a feed's visits taught: when it is asked next and why (feed.Memory).
ALTER TABLE feed ADD COLUMN host TEXT NOT NULL DEFAULT '';      -- whose turn a visit needs
ALTER TABLE feed ADD COLUMN address TEXT NOT NULL DEFAULT '';   -- where it moved to; '' while it stands where the owner said
ALTER TABLE feed ADD COLUMN parent TEXT NOT NULL DEFAULT '';    -- the sitemap index that named it
ALTER TABLE feed ADD COLUMN archive TEXT NOT NULL DEFAULT '';   -- the older page to go on with, while a gap is being filled
ALTER TABLE feed ADD COLUMN memory TEXT NOT NULL DEFAULT '';    -- feed.Memory
ALTER TABLE feed ADD COLUMN state TEXT NOT NULL DEFAULT 'active';
ALTER TABLE feed ADD COLUMN whole INTEGER NOT NULL DEFAULT 0;   -- ask next time without validators
ALTER TABLE feed ADD COLUMN soonest BIGINT NOT NULL DEFAULT 0;  -- not before then, whoever wishes it
ALTER TABLE feed ADD COLUMN claimed BIGINT NOT NULL DEFAULT 0;  -- somebody may be asking it until then
CREATE INDEX feed_host ON feed (host, next);

-- What feeds announced: every item a feed showed lately, under the feed's own
-- key for it, so that no feed can touch what another one announced.
ALTER TABLE announced RENAME TO announced_before;
DROP INDEX announced_state;
CREATE TABLE announced (
    feed     TEXT NOT NULL,
    key      TEXT NOT NULL, -- names the item within its feed
    url      TEXT NOT NULL, -- canonical
    guid     TEXT NOT NULL,
    title    TEXT NOT NULL,
    source   TEXT NOT NULL,
    host     TEXT NOT NULL, -- whose turn its page needs
    first    BIGINT NOT NULL, -- first seen
    seen     BIGINT NOT NULL, -- last seen, to the day
    updated  BIGINT NOT NULL, -- the feed's time of the text that was taken
    edits    INTEGER NOT NULL, -- how often its page was asked for again
    state    TEXT NOT NULL, -- waiting, held, stored, refused
    reason   TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    next     BIGINT NOT NULL,
    decided  BIGINT NOT NULL,
    article  TEXT NOT NULL, -- what it became
    also     TEXT NOT NULL, -- earlier identifiers, addresses and titles of it
    item     TEXT NOT NULL, -- feed.Item while it waits
    PRIMARY KEY (feed, key)
);
INSERT INTO announced SELECT feed, url, url, COALESCE(item ->> '$.GUID', ''), COALESCE(item ->> '$.Title', ''), source, '', decided, decided, 0, 0,
    state, reason, attempts, next, decided, '', '', item FROM announced_before;
DROP TABLE announced_before;
CREATE INDEX announced_url ON announced (url);
CREATE INDEX announced_waiting ON announced (host, next) WHERE state = 'waiting';

-- One host that is asked: by whom, until when, and not before when.
CREATE TABLE host (
    name    TEXT PRIMARY KEY,
    holder  TEXT NOT NULL,
    until   BIGINT NOT NULL, -- the holder's lease
    ready   BIGINT NOT NULL, -- no other holder before then
    paused  BIGINT NOT NULL, -- nobody before then: the host asked for it
    latency BIGINT NOT NULL  -- of the last exchange, milliseconds
);

-- What repeats on the pages of a host (article.Site).
CREATE TABLE site (
    host    TEXT PRIMARY KEY,
    memory  TEXT NOT NULL,
    changed BIGINT NOT NULL
);

-- How feeds answered: a row a feed, day and class of answer.
CREATE TABLE answered (
    feed   TEXT NOT NULL,
    day    TEXT NOT NULL, -- 2006-01-02
    class  TEXT NOT NULL, -- ok, unchanged, refused, gone, unreachable, unreadable, waiting
    n      INTEGER NOT NULL,
    at     BIGINT NOT NULL, -- the last of them
    reason TEXT NOT NULL,   -- of the last of them
    PRIMARY KEY (feed, day, class)
);
CREATE INDEX answered_day ON answered (day);

-- +goose Down
DROP TABLE answered;
DROP TABLE site;
DROP TABLE host;
ALTER TABLE announced RENAME TO announced_after;
DROP INDEX announced_url;
DROP INDEX announced_waiting;
CREATE TABLE announced (
    url       TEXT PRIMARY KEY,
    feed      TEXT NOT NULL,
    source    TEXT NOT NULL,
    item      TEXT NOT NULL,
    state     TEXT NOT NULL,
    reason    TEXT NOT NULL,
    attempts  INTEGER NOT NULL,
    next      BIGINT NOT NULL,
    decided   BIGINT NOT NULL
);
INSERT INTO announced SELECT url, MIN(feed), MIN(source), MIN(CASE WHEN item = '' THEN '{}' ELSE item END), MIN(state), MIN(reason), MIN(attempts), MIN(next), MIN(decided)
    FROM announced_after GROUP BY url;
DROP TABLE announced_after;
CREATE INDEX announced_state ON announced (state, next);
DROP INDEX feed_host;
ALTER TABLE feed DROP COLUMN host;
ALTER TABLE feed DROP COLUMN address;
ALTER TABLE feed DROP COLUMN parent;
ALTER TABLE feed DROP COLUMN archive;
ALTER TABLE feed DROP COLUMN memory;
ALTER TABLE feed DROP COLUMN state;
ALTER TABLE feed DROP COLUMN whole;
ALTER TABLE feed DROP COLUMN soonest;
ALTER TABLE feed DROP COLUMN claimed;
