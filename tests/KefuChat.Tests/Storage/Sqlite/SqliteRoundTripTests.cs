namespace KefuChat.Tests.Storage.Sqlite;

public sealed class SqliteRoundTripTests() : RoundTripContract(new SqliteBackend());
