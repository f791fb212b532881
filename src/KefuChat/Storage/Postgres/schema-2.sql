-- Version 2. What has changed of the assignments is told to the other shards.

CREATE INDEX assignments_by_change ON assignments (changed_at_ms);
