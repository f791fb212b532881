namespace KefuChat.Tests.Storage.Sqlite;

public sealed class SqliteDocumentTests() : DocumentContract(new SqliteBackend());
