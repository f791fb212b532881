namespace KefuChat.Tests.Storage.Postgres;

public sealed class PostgresAssignmentChangeTests() : AssignmentChangeContract(new PostgresBackend());
