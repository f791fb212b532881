namespace KefuChat.Tests.Storage.Postgres;

public sealed class PostgresDocumentTests() : DocumentContract(new PostgresBackend());
