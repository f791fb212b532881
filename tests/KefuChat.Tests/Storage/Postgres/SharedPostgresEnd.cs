[assembly: AssemblyFixture(typeof(KefuChat.Tests.Storage.Postgres.SharedPostgresEnd))]

namespace KefuChat.Tests.Storage.Postgres;

/// <summary>Ends the PostgreSQL that tests share when all have run.</summary>
public sealed class SharedPostgresEnd : IAsyncDisposable
{
    public ValueTask DisposeAsync() => SharedPostgres.StopAsync();
}
