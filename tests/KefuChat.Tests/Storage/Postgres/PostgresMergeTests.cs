namespace KefuChat.Tests.Storage.Postgres;

public sealed class PostgresMergeTests() : MergeContract(new PostgresBackend());
