-- Version 1. A message is one row, which is in its customer's queue and in its seller's: it is in both or in neither.
--
-- Whoever writes to a queue holds the lock of its row in queues, and of all queues of a transaction in the order of their
-- ids, before anything else: so keys have no gap, a sender's uuids are unique, nobody deadlocks, and among the messages of
-- one queue ids are in the order of commits.

CREATE TABLE store (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    id       text NOT NULL,                       -- the store's own name, which nodes that share it agree on
    version  integer NOT NULL
);

-- A message's id: the months since 1970 above 40 bits that count. Numbers go on upwards whatever becomes of the clock.
CREATE SEQUENCE message_ids;

CREATE TABLE queues (
    id         bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    appid      bigint NOT NULL,
    uid        bigint NOT NULL,
    newest_key bigint NOT NULL DEFAULT 0,         -- the highest key given, whether its message is there or was removed
    is_merged  boolean NOT NULL DEFAULT false,    -- given another queue's messages: keys and ids are not in the same order
    UNIQUE (appid, uid)
) WITH (fillfactor = 70);

CREATE TABLE conversations (
    id           bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    customer     bigint NOT NULL,                 -- a queue
    store_id     bigint NOT NULL,
    seller       bigint NOT NULL,                 -- a queue
    last_message bigint NOT NULL DEFAULT 0,
    first_ms     bigint NOT NULL DEFAULT 0,       -- the first message's timestamp, or less: 0 until it was looked for
    UNIQUE (customer, store_id, seller)
) WITH (fillfactor = 70);
CREATE INDEX conversations_by_seller ON conversations (seller, last_message);
CREATE INDEX conversations_by_store ON conversations (store_id, first_ms);

-- A partition for each month, so that what is kept no longer is dropped and not deleted. In each, a unique index
-- (sender, uuid) where there is a uuid: dedupe reaches back to the month before, well over the 7 days promised.
CREATE TABLE messages (
    id           bigint NOT NULL,
    conversation bigint NOT NULL,
    sender       bigint NOT NULL,                 -- the customer's queue or the seller's
    customer     bigint NOT NULL,                 -- a queue, and the key in it
    customer_key bigint NOT NULL,
    seller       bigint NOT NULL,                 -- a queue, and the key in it; one and the same where somebody writes to himself
    seller_key   bigint NOT NULL,
    timestamp_ms bigint NOT NULL,
    command      smallint NOT NULL,               -- 24 or 25
    flags        smallint NOT NULL,               -- the wire's; 0x100: sent as CUSTOMER_V2; 0x200: uuid is only a dedupe id
    device       bytea NOT NULL,                  -- UTF-8; a text of PostgreSQL's cannot hold every string
    uuid         bytea NOT NULL,                  -- UTF-8
    content      bytea NOT NULL,
    PRIMARY KEY (id)
) PARTITION BY RANGE (id);
CREATE UNIQUE INDEX messages_by_customer ON messages (customer, customer_key, id);
CREATE UNIQUE INDEX messages_by_seller ON messages (seller, seller_key, id);
CREATE INDEX messages_by_conversation ON messages (conversation, id) INCLUDE (sender);

-- What the search index knows, of the messages up to search_state.indexed_to: it is filled behind the saves, from the
-- messages themselves. Whoever fills it locks that row, and whoever changes what is in it locks it FOR SHARE, behind the
-- queues: so nothing is removed or moved between the reading of a message and the writing of its words.
CREATE TABLE search_words (
    id     bigint NOT NULL,                       -- a message
    tokens bigint[] NOT NULL                      -- its words, as numbers below 0, and the two queues it is in
) PARTITION BY RANGE (id);
CREATE INDEX search_words_by_id ON search_words USING hash (id);  -- no order: a search is to go by the words
CREATE INDEX search_words_by_token ON search_words USING gin (tokens);

CREATE TABLE search_state (
    only_row   boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    indexed_to bigint NOT NULL                    -- no message up to it is missing, nor can be stored any more
);
INSERT INTO search_state (indexed_to) VALUES (0);

CREATE FUNCTION forget_search_words() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
    PERFORM FROM search_state FOR SHARE;
    DELETE FROM search_words w USING removed WHERE w.id = removed.id;
    RETURN NULL;
END $$;
CREATE TRIGGER messages_removed AFTER DELETE ON messages REFERENCING OLD TABLE AS removed
    FOR EACH STATEMENT EXECUTE FUNCTION forget_search_words();

CREATE FUNCTION move_search_words() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
    PERFORM FROM search_state FOR SHARE;
    UPDATE search_words w SET tokens = array_replace(w.tokens, was.customer, moved.customer)
    FROM was JOIN moved ON moved.id = was.id WHERE w.id = was.id AND moved.customer <> was.customer;
    RETURN NULL;
END $$;
CREATE TRIGGER messages_moved AFTER UPDATE ON messages REFERENCING OLD TABLE AS was NEW TABLE AS moved
    FOR EACH STATEMENT EXECUTE FUNCTION move_search_words();

CREATE TABLE sync_keys (
    queue    bigint NOT NULL,
    device   bytea NOT NULL,
    sync_key bigint NOT NULL,
    PRIMARY KEY (queue, device)
) WITH (fillfactor = 70);

CREATE TABLE read_positions (
    queue        bigint NOT NULL,
    conversation bigint NOT NULL,
    sync_key     bigint NOT NULL,
    message      bigint NOT NULL,                 -- the id of that key's message, or of the nearest before it; 0 for none
    PRIMARY KEY (queue, conversation)
) WITH (fillfactor = 70);

CREATE TABLE documents (
    kind    text COLLATE "C" NOT NULL,
    id      bytea NOT NULL,                       -- UTF-8, and listed in the order of it
    version text NOT NULL,
    body    bytea NOT NULL,
    PRIMARY KEY (kind, id)
);

CREATE SEQUENCE assignment_turns;
CREATE TABLE assignments (
    customer       bigint NOT NULL,               -- a queue
    store_id       bigint NOT NULL,
    seller         bigint NOT NULL,               -- a uid of the kefu app
    is_open        boolean NOT NULL,
    is_used        boolean NOT NULL,              -- whether a message was ever stored in it
    turn           bigint NOT NULL,               -- higher than all before when a seller is given it
    changed_at_ms  bigint NOT NULL,
    transferred_by bigint NOT NULL DEFAULT 0,     -- a uid of the kefu app
    note           text NOT NULL DEFAULT '',
    PRIMARY KEY (customer, store_id)
) WITH (fillfactor = 70);
CREATE INDEX assignments_by_seller ON assignments (seller, is_open);
CREATE INDEX assignments_by_seller_turn ON assignments (seller, turn);
CREATE INDEX assignments_unused ON assignments (changed_at_ms) WHERE NOT is_used;

-- Written by the readiness probe: a write that changes nothing would prove nothing.
CREATE TABLE probe (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    count    bigint NOT NULL
);
INSERT INTO probe (count) VALUES (0);
