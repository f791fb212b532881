namespace KefuChat.Tests.Storage.Sqlite;

public sealed class SqliteSearchTests() : SearchContract(new SqliteBackend());
