namespace KefuChat.Tests.Storage.Sqlite;

public sealed class SqliteShardChangesTests() : ShardChangesContract(new SqliteBackend());
