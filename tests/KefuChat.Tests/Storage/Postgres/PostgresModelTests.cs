namespace KefuChat.Tests.Storage.Postgres;

public sealed class PostgresModelTests() : ModelContract(() => new PostgresBackend(isIndexed: true), sequences: 15);
