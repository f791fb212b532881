namespace KefuChat.Tests.Storage.Sqlite;

public sealed class SqliteSaveOrderTests() : SaveOrderContract(new SqliteBackend());
