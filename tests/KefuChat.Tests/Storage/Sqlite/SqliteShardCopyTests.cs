namespace KefuChat.Tests.Storage.Sqlite;

public sealed class SqliteShardCopyTests() : ShardCopyContract(new SqliteBackend());
