namespace KefuChat.Tests.Storage.Postgres;

/// <summary>What is merged, erased or expired is in the index.</summary>
public sealed class PostgresIndexedRemovedConversationsTests() : RemovedConversationsContract(new PostgresBackend(isIndexed: true));
