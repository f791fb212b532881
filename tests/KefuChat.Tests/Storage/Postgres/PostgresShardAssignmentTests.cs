namespace KefuChat.Tests.Storage.Postgres;

public sealed class PostgresShardAssignmentTests() : ShardAssignmentContract(new PostgresBackend());
