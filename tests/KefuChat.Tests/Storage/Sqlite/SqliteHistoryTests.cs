namespace KefuChat.Tests.Storage.Sqlite;

public sealed class SqliteHistoryTests() : HistoryContract(new SqliteBackend());
