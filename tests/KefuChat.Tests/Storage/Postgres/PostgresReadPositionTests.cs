namespace KefuChat.Tests.Storage.Postgres;

public sealed class PostgresReadPositionTests() : ReadPositionContract(new PostgresBackend());
