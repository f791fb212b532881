namespace KefuChat.Tests.Storage.Sqlite;

public sealed class SqliteModelTests() : ModelContract(() => new SqliteBackend());
