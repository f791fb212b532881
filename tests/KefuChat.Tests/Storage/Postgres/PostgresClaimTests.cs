namespace KefuChat.Tests.Storage.Postgres;

public sealed class PostgresClaimTests() : ClaimContract(new PostgresBackend());
