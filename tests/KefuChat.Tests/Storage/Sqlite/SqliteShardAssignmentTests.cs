namespace KefuChat.Tests.Storage.Sqlite;

public sealed class SqliteShardAssignmentTests() : ShardAssignmentContract(new SqliteBackend());
