namespace KefuChat.Tests.Storage.Postgres;

public sealed class PostgresSaveOrderTests() : SaveOrderContract(new PostgresBackend());
