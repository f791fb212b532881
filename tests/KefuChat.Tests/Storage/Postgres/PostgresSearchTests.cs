namespace KefuChat.Tests.Storage.Postgres;

/// <summary>Messages the index does not know yet are looked at directly.</summary>
public sealed class PostgresSearchTests() : SearchContract(new PostgresBackend());
