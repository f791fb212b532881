namespace KefuChat.Tests.Storage.Postgres;

public sealed class PostgresSyncTests() : SyncContract(new PostgresBackend());
