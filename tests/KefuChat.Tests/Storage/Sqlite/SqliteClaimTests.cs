namespace KefuChat.Tests.Storage.Sqlite;

public sealed class SqliteClaimTests() : ClaimContract(new SqliteBackend());
