namespace KefuChat.Tests.Storage.Sqlite;

public sealed class SqliteSaveTests() : SaveContract(new SqliteBackend());
