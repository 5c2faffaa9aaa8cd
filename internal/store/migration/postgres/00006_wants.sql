-- +goose Up
-- Features that were to have a vector and have none: 1 and how often it was asked
-- for again in vain; 0 where nothing is missing.
ALTER TABLE features ADD COLUMN wants INTEGER NOT NULL DEFAULT 0;
CREATE INDEX features_wants ON features (wants, article) WHERE wants > 0;

-- +goose Down
DROP INDEX features_wants;
ALTER TABLE features DROP COLUMN wants;
