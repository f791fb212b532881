-- Version 1. The body of a message is stored once; the two queue entries are narrow rows of integers.

CREATE TABLE queues (
    id    INTEGER PRIMARY KEY,
    appid INTEGER NOT NULL,
    uid   INTEGER NOT NULL,
    UNIQUE (appid, uid)
);

CREATE TABLE conversations (
    id             INTEGER PRIMARY KEY,
    customer       INTEGER NOT NULL REFERENCES queues (id),
    store_id       INTEGER NOT NULL,
    seller         INTEGER NOT NULL REFERENCES queues (id),
    UNIQUE (customer, store_id, seller)
);
CREATE INDEX conversations_by_seller ON conversations (seller);

CREATE TABLE messages (
    id              INTEGER PRIMARY KEY,          -- in the order of commits, so also in that of every queue
    conversation    INTEGER NOT NULL REFERENCES conversations (id),
    sender          INTEGER NOT NULL REFERENCES queues (id),
    command         INTEGER NOT NULL,             -- 24 or 25
    flags           INTEGER NOT NULL,             -- the wire's, and 0x100: sent as CUSTOMER_V2
    timestamp_ms    INTEGER NOT NULL,
    receiver_key    INTEGER NOT NULL,             -- what a duplicate is answered with
    sender_key      INTEGER NOT NULL,
    device          TEXT NOT NULL,
    uuid            TEXT NOT NULL,
    content         BLOB NOT NULL
);
-- Dedupe lives as long as the message itself: well over the 7 days promised.
CREATE UNIQUE INDEX messages_by_uuid ON messages (sender, uuid) WHERE uuid <> '';
CREATE INDEX messages_by_conversation ON messages (conversation, id);

CREATE TABLE entries (
    queue    INTEGER NOT NULL,
    sync_key INTEGER NOT NULL,
    message  INTEGER NOT NULL REFERENCES messages (id),
    PRIMARY KEY (queue, sync_key)
) WITHOUT ROWID;

CREATE TABLE sync_keys (
    queue    INTEGER NOT NULL REFERENCES queues (id),
    device   TEXT NOT NULL,
    sync_key INTEGER NOT NULL,
    PRIMARY KEY (queue, device)
) WITHOUT ROWID;

CREATE TABLE read_positions (
    queue        INTEGER NOT NULL REFERENCES queues (id),
    conversation INTEGER NOT NULL REFERENCES conversations (id),
    sync_key     INTEGER NOT NULL,
    PRIMARY KEY (queue, conversation)
) WITHOUT ROWID;

-- Written by the readiness probe: a write that changes nothing would prove nothing.
CREATE TABLE probe (
    id    INTEGER PRIMARY KEY CHECK (id = 1),
    count INTEGER NOT NULL
);
INSERT INTO probe VALUES (1, 0);
