namespace KefuChat.Tests.Storage.Postgres;

/// <summary>Messages are found by the index.</summary>
public sealed class PostgresIndexedSearchTests() : SearchContract(new PostgresBackend(isIndexed: true));
