namespace KefuChat.Tests.Storage.Sqlite;

public sealed class SqliteExpireTests() : ExpireContract(new SqliteBackend());
