namespace KefuChat.Tests.Storage.Postgres;

public sealed class PostgresSaveTests() : SaveContract(new PostgresBackend());
