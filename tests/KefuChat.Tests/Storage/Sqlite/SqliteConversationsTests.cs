namespace KefuChat.Tests.Storage.Sqlite;

public sealed class SqliteConversationsTests() : ConversationsContract(new SqliteBackend());
