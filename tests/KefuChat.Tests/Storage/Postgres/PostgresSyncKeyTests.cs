namespace KefuChat.Tests.Storage.Postgres;

public sealed class PostgresSyncKeyTests() : SyncKeyContract(new PostgresBackend());
