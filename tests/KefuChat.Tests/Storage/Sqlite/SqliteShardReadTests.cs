namespace KefuChat.Tests.Storage.Sqlite;

public sealed class SqliteShardReadTests() : ShardReadContract(new SqliteBackend());
