-- Version 3. What a shop needs around the messages: documents, assignments, lists of conversations that are read from an
-- index, and room for messages to be removed.

-- The newest message of each conversation, so that a list of conversations is a walk along an index.
ALTER TABLE conversations ADD COLUMN last_message INTEGER NOT NULL DEFAULT 0;
UPDATE conversations SET last_message = coalesce((SELECT max(id) FROM messages WHERE conversation = conversations.id), 0);
DROP INDEX conversations_by_seller;
CREATE INDEX conversations_by_seller ON conversations (seller, last_message);
CREATE INDEX conversations_by_store ON conversations (store_id);

-- With the sender in it, unread messages are counted in the index alone.
DROP INDEX messages_by_conversation;
CREATE INDEX messages_by_conversation ON messages (conversation, id, sender);

-- The highest key whose entry was removed: a key is never given twice, even when the newest entry is gone.
ALTER TABLE queues ADD COLUMN removed_key INTEGER NOT NULL DEFAULT 0;

-- Whether it was given another queue's messages: then keys and messages' ids are not in the same order.
ALTER TABLE queues ADD COLUMN is_merged INTEGER NOT NULL DEFAULT 0;

-- The highest message that was removed: an id is never given twice, even when the newest message is gone.
ALTER TABLE store ADD COLUMN removed_message INTEGER NOT NULL DEFAULT 0;

-- Messages that were removed or given to others since they came into the search index, which catches up from here.
CREATE TABLE search_changes (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    message INTEGER NOT NULL
);
CREATE TRIGGER messages_removed AFTER DELETE ON messages BEGIN
    UPDATE store SET removed_message = max(removed_message, old.id);
    INSERT INTO search_changes (message) VALUES (old.id);
END;
CREATE TRIGGER messages_given AFTER UPDATE OF sender_key, receiver_key ON messages BEGIN
    INSERT INTO search_changes (message) VALUES (new.id);
END;

CREATE TABLE documents (
    kind    TEXT NOT NULL,
    id      TEXT NOT NULL,
    version TEXT NOT NULL,
    body    BLOB NOT NULL,
    UNIQUE (kind, id)
);

CREATE TABLE assignments (
    customer       INTEGER NOT NULL REFERENCES queues (id),
    store_id       INTEGER NOT NULL,
    seller         INTEGER NOT NULL,              -- a uid of the kefu app
    is_open        INTEGER NOT NULL,
    is_used        INTEGER NOT NULL,              -- whether a message was ever stored in it
    turn           INTEGER NOT NULL,              -- higher than all before when a seller is given it
    changed_at_ms  INTEGER NOT NULL,
    transferred_by INTEGER NOT NULL DEFAULT 0,    -- a uid of the kefu app
    note           TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (customer, store_id)
) WITHOUT ROWID;
CREATE INDEX assignments_by_seller ON assignments (seller, is_open);
CREATE INDEX assignments_by_seller_turn ON assignments (seller, turn);
CREATE INDEX assignments_by_turn ON assignments (turn);
CREATE INDEX assignments_unused ON assignments (changed_at_ms) WHERE is_used = 0;
