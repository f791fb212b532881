namespace KefuChat.Tests.Storage.Sqlite;

public sealed class SqliteAssignmentChangeTests() : AssignmentChangeContract(new SqliteBackend());
