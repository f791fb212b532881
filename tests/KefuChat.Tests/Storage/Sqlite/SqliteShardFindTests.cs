namespace KefuChat.Tests.Storage.Sqlite;

public sealed class SqliteShardFindTests() : ShardFindContract(new SqliteBackend());
