namespace KefuChat.Tests.Storage.Postgres;

public sealed class PostgresDuplicateTests() : DuplicateContract(new PostgresBackend());
