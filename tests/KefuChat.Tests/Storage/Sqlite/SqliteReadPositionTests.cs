namespace KefuChat.Tests.Storage.Sqlite;

public sealed class SqliteReadPositionTests() : ReadPositionContract(new SqliteBackend());
