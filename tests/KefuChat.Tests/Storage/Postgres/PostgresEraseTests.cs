namespace KefuChat.Tests.Storage.Postgres;

public sealed class PostgresEraseTests() : EraseContract(new PostgresBackend());
