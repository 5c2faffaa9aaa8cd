-- +goose Up
-- In which placing step an article got its first place: with (published, article)
-- the order in which reports were heard. 0: before steps were noted.
ALTER TABLE placement ADD COLUMN step BIGINT NOT NULL DEFAULT 0;
CREATE INDEX placement_arrival ON placement (step, published, article);

-- +goose Down
DROP INDEX placement_arrival;
ALTER TABLE placement DROP COLUMN step;
