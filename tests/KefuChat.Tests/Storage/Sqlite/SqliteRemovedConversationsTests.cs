namespace KefuChat.Tests.Storage.Sqlite;

public sealed class SqliteRemovedConversationsTests() : RemovedConversationsContract(new SqliteBackend());
