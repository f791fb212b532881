namespace KefuChat.Tests.Storage.Postgres;

public sealed class PostgresRoundTripTests() : RoundTripContract(new PostgresBackend());
