namespace KefuChat.Tests.Storage.Sqlite;

public sealed class SqliteDuplicateTests() : DuplicateContract(new SqliteBackend());
