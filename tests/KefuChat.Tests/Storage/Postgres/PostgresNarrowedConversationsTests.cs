namespace KefuChat.Tests.Storage.Postgres;

public sealed class PostgresNarrowedConversationsTests() : NarrowedConversationsContract(new PostgresBackend());
