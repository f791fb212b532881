-- Version 2. The store's own name, which nodes that share it agree on. In messages, the flag 0x200: the uuid column holds
-- what a message without a uuid is deduped by, and the message has none.

CREATE TABLE store (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
    id       TEXT NOT NULL
);
INSERT INTO store VALUES (1, lower(hex(randomblob(16))));
