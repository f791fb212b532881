namespace KefuChat.Tests.Storage.Sqlite;

public sealed class SqliteAssignmentByMessageTests() : AssignmentByMessageContract(new SqliteBackend());
