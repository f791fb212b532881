namespace KefuChat.Tests.Storage.Postgres;

public sealed class PostgresExpireTests() : ExpireContract(new PostgresBackend());
