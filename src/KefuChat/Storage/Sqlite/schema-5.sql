-- Version 5. Assignments in the order of their changes, for the other shards to be told of.
CREATE INDEX assignments_by_change ON assignments (changed_at_ms);
