namespace KefuChat.Tests.Storage.Postgres;

public sealed class PostgresUnreadTests() : UnreadContract(new PostgresBackend());
