namespace KefuChat.Tests.Storage.Postgres;

public sealed class PostgresShardChangesTests() : ShardChangesContract(new PostgresBackend());
