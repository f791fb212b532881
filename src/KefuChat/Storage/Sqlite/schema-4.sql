-- Version 4. The last transaction whose messages the commit log held before it was committed: the log's later ones are to be
-- stored again after a crash, all others are here.
ALTER TABLE store ADD COLUMN log_epoch INTEGER NOT NULL DEFAULT 0;
