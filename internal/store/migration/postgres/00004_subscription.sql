-- +goose Up
-- Subscriptions to hubs (WebSub): who tells when a feed changes.
CREATE TABLE subscription (
    feed     TEXT PRIMARY KEY REFERENCES feed (url) ON DELETE CASCADE,
    hub      TEXT NOT NULL,
    topic    TEXT NOT NULL,        -- the address by which the hub knows the feed
    path     TEXT NOT NULL UNIQUE, -- the end of our callback, 256 random bits
    secret   TEXT NOT NULL,        -- what the hub signs with
    callback TEXT NOT NULL,        -- the address before path that the hub was told
    state    TEXT NOT NULL,        -- offered, pending, active, refused
    reason   TEXT NOT NULL,
    attempts INTEGER NOT NULL,     -- since it was last active
    asked    BIGINT NOT NULL,      -- when the hub was asked; 0 when no request is pending
    until    BIGINT NOT NULL,      -- end of the lease
    next     BIGINT NOT NULL,      -- when the hub is to be asked
    pushed   BIGINT NOT NULL       -- last valid push
);
CREATE INDEX subscription_next ON subscription (next);

-- +goose Down
DROP TABLE subscription;
