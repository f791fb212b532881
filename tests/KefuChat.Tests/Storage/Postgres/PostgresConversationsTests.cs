namespace KefuChat.Tests.Storage.Postgres;

public sealed class PostgresConversationsTests() : ConversationsContract(new PostgresBackend());
