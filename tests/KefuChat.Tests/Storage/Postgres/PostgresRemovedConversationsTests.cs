namespace KefuChat.Tests.Storage.Postgres;

public sealed class PostgresRemovedConversationsTests() : RemovedConversationsContract(new PostgresBackend());
