namespace KefuChat.Tests.Storage.Sqlite;

public sealed class SqliteSyncTests() : SyncContract(new SqliteBackend());
