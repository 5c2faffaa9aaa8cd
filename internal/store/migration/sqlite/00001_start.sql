-- +goose Up
-- Times are milliseconds since 1970 (0: none). Lists and records are JSON text.
CREATE TABLE source (
    id       TEXT PRIMARY KEY,
    name     TEXT NOT NULL,
    home     TEXT NOT NULL,
    lang     TEXT NOT NULL,
    category TEXT NOT NULL,
    paused   INTEGER NOT NULL,
    added    BIGINT NOT NULL
);

-- One feed of a source and how it answered.
CREATE TABLE feed (
    url           TEXT PRIMARY KEY,
    source        TEXT NOT NULL REFERENCES source (id) ON DELETE CASCADE,
    position      INTEGER NOT NULL,
    etag          TEXT NOT NULL DEFAULT '',
    last_modified TEXT NOT NULL DEFAULT '',
    tried         BIGINT NOT NULL DEFAULT 0,
    good          BIGINT NOT NULL DEFAULT 0, -- last answer without an error
    fresh         BIGINT NOT NULL DEFAULT 0, -- last answer with something new
    next          BIGINT NOT NULL DEFAULT 0,
    errors        INTEGER NOT NULL DEFAULT 0, -- in a row
    reason        TEXT NOT NULL DEFAULT ''
);
CREATE INDEX feed_source ON feed (source);
CREATE INDEX feed_next ON feed (next);

CREATE TABLE article (
    id          TEXT PRIMARY KEY,
    url         TEXT NOT NULL,
    publisher   TEXT NOT NULL,
    lang        TEXT NOT NULL,
    title       TEXT NOT NULL,
    published   BIGINT NOT NULL,
    version     BIGINT NOT NULL, -- the publisher's time of this text
    fingerprint TEXT NOT NULL,
    body        TEXT NOT NULL,   -- article.Article
    added       BIGINT NOT NULL,
    state       TEXT NOT NULL,   -- new, read, placed, refused
    reason      TEXT NOT NULL,
    attempts    INTEGER NOT NULL,
    decided     BIGINT NOT NULL, -- when the state was decided
    decider     TEXT NOT NULL    -- version of the code that decided
);
CREATE INDEX article_state ON article (state, published, id);
CREATE INDEX article_published ON article (published, id);
CREATE INDEX article_url ON article (url);

-- An article as it stood before its publisher changed it.
CREATE TABLE revision (
    article     TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    fingerprint TEXT NOT NULL,
    version     BIGINT NOT NULL,
    seen        TEXT NOT NULL, -- RFC 3339, in the publisher's zone
    title       TEXT NOT NULL,
    paragraphs  TEXT NOT NULL,
    PRIMARY KEY (article, fingerprint)
);

-- The bytes an article was made from.
CREATE TABLE page (
    article TEXT PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE,
    url     TEXT NOT NULL,
    kind    TEXT NOT NULL, -- html, record
    fetched BIGINT NOT NULL,
    size    BIGINT NOT NULL, -- uncompressed
    facts   TEXT NOT NULL,   -- what was known beside the bytes
    body    BLOB NOT NULL    -- zstd
);

-- What was found in an article: story.Features.
CREATE TABLE features (
    article     TEXT PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE,
    fingerprint TEXT NOT NULL,
    body        TEXT NOT NULL
);

CREATE TABLE placement (
    article   TEXT PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE,
    event     TEXT NOT NULL,
    story     TEXT NOT NULL,
    echo_of   TEXT NOT NULL,
    body      TEXT NOT NULL, -- story.Placement
    publisher TEXT NOT NULL,
    lang      TEXT NOT NULL,
    published BIGINT NOT NULL
);
CREATE INDEX placement_story ON placement (story, published, article);
CREATE INDEX placement_event ON placement (event);
CREATE INDEX placement_published ON placement (published, article);

CREATE TABLE story (
    id      TEXT PRIMARY KEY,
    changed BIGINT NOT NULL, -- counts the changes to the story
    told    BIGINT NOT NULL  -- the change that was last told
);
CREATE INDEX story_untold ON story (id) WHERE changed > told;

-- Addresses that lead to another story.
CREATE TABLE redirect (
    was TEXT PRIMARY KEY,
    now TEXT NOT NULL
);
CREATE INDEX redirect_now ON redirect (now);

-- Whether a story is told in a language, and why not.
CREATE TABLE telling (
    story   TEXT NOT NULL,
    lang    TEXT NOT NULL,
    state   TEXT NOT NULL, -- told, quiet
    reason  TEXT NOT NULL,
    edition INTEGER NOT NULL, -- the newest, 0 when there is none
    decided BIGINT NOT NULL,
    decider TEXT NOT NULL,
    PRIMARY KEY (story, lang)
);

-- Digests as published. Rows are never changed.
CREATE TABLE edition (
    story   TEXT NOT NULL,
    lang    TEXT NOT NULL,
    number  INTEGER NOT NULL,
    as_of   BIGINT NOT NULL,
    stored  BIGINT NOT NULL,
    content TEXT NOT NULL, -- hash of what a reader sees
    body    BLOB NOT NULL, -- digest.Digest, JSON, zstd
    PRIMARY KEY (story, lang, number)
);
CREATE INDEX edition_as_of ON edition (as_of);

-- The articles each newest edition cites.
CREATE TABLE cited (
    article TEXT NOT NULL,
    story   TEXT NOT NULL,
    lang    TEXT NOT NULL,
    PRIMARY KEY (article, story, lang)
);
CREATE INDEX cited_story ON cited (story, lang);

-- How far a file was imported.
CREATE TABLE import (
    file    TEXT PRIMARY KEY,
    place   TEXT NOT NULL, -- where to go on; the reader's own words
    records BIGINT NOT NULL,
    bad     BIGINT NOT NULL,
    done    INTEGER NOT NULL,
    at      BIGINT NOT NULL
);

-- What a feed announced, until its page is an article.
CREATE TABLE announced (
    url       TEXT PRIMARY KEY,
    feed      TEXT NOT NULL,
    source    TEXT NOT NULL,
    item      TEXT NOT NULL, -- feed.Item
    state     TEXT NOT NULL, -- waiting, stored, refused
    reason    TEXT NOT NULL,
    attempts  INTEGER NOT NULL,
    next      BIGINT NOT NULL,
    decided   BIGINT NOT NULL
);
CREATE INDEX announced_state ON announced (state, next);

-- Reading, counted without telling readers apart.
CREATE TABLE visit (
    day   TEXT NOT NULL, -- 2006-01-02
    story TEXT NOT NULL,
    n     BIGINT NOT NULL,
    PRIMARY KEY (day, story)
);

-- Named counters: how far an ordered stage came, what readers may see.
CREATE TABLE cursor (
    name  TEXT PRIMARY KEY,
    value BIGINT NOT NULL
);

CREATE TABLE setting (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
);

-- Search: one row a document, its words in the index under the same number.
CREATE TABLE found (
    n         INTEGER PRIMARY KEY,
    kind      TEXT NOT NULL, -- article, digest
    id        TEXT NOT NULL,
    lang      TEXT NOT NULL,
    published BIGINT NOT NULL,
    UNIQUE (kind, id, lang)
);
CREATE VIRTUAL TABLE words USING fts5 (text, content = '', contentless_delete = 1, tokenize = 'unicode61');

-- +goose Down
DROP TABLE words;
DROP TABLE found;
DROP TABLE setting;
DROP TABLE cursor;
DROP TABLE visit;
DROP TABLE announced;
DROP TABLE import;
DROP TABLE cited;
DROP TABLE edition;
DROP TABLE telling;
DROP TABLE redirect;
DROP TABLE story;
DROP TABLE placement;
DROP TABLE features;
DROP TABLE page;
DROP TABLE revision;
DROP TABLE article;
DROP TABLE feed;
DROP TABLE source;
