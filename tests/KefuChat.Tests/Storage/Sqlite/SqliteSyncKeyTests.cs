namespace KefuChat.Tests.Storage.Sqlite;

public sealed class SqliteSyncKeyTests() : SyncKeyContract(new SqliteBackend());
