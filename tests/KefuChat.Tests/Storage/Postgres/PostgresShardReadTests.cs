namespace KefuChat.Tests.Storage.Postgres;

public sealed class PostgresShardReadTests() : ShardReadContract(new PostgresBackend());
