namespace KefuChat.Tests.Storage.Sqlite;

public sealed class SqliteUnreadTests() : UnreadContract(new SqliteBackend());
