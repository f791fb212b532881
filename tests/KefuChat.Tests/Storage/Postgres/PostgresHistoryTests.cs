namespace KefuChat.Tests.Storage.Postgres;

public sealed class PostgresHistoryTests() : HistoryContract(new PostgresBackend());
