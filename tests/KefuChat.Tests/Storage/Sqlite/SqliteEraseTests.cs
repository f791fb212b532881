namespace KefuChat.Tests.Storage.Sqlite;

public sealed class SqliteEraseTests() : EraseContract(new SqliteBackend());
