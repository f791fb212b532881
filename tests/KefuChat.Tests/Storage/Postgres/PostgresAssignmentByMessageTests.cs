namespace KefuChat.Tests.Storage.Postgres;

public sealed class PostgresAssignmentByMessageTests() : AssignmentByMessageContract(new PostgresBackend());
