namespace KefuChat.Tests.Storage.Sqlite;

public sealed class SqliteNarrowedConversationsTests() : NarrowedConversationsContract(new SqliteBackend());
