namespace KefuChat.Tests.Storage.Postgres;

public sealed class PostgresShardFindTests() : ShardFindContract(new PostgresBackend());
