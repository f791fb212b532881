namespace KefuChat.Tests.Storage.Postgres;

public sealed class PostgresShardCopyTests() : ShardCopyContract(new PostgresBackend());
