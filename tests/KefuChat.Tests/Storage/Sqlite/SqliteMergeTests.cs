namespace KefuChat.Tests.Storage.Sqlite;

public sealed class SqliteMergeTests() : MergeContract(new SqliteBackend());
