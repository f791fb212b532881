using KefuChat.Testing;
using Npgsql;

namespace KefuChat.Tests.Storage.Postgres;

/// <summary>One PostgreSQL for all tests of this process, started by the first that needs it; each has a schema of its own in it (<see cref="PostgresSchemas"/>).</summary>
internal static class SharedPostgres
{
    /// <summary>More than all tests together leave in it.</summary>
    private const long MostBytes = 4L * 1024 * 1024 * 1024;

    private static readonly Lazy<Task<PostgresServer>> Server = new(StartAsync);

    /// <summary>For servers' data. In memory where there is room: what is fsynced there costs no time.</summary>
    public static string Place()
    {
        const string memory = "/dev/shm";
        return Directory.Exists(memory) && new DriveInfo(memory).AvailableFreeSpace > MostBytes ? memory : Path.GetTempPath();
    }

    /// <summary>The server; skips the test where there is none.</summary>
    public static Task<PostgresServer> GetAsync()
    {
        Assert.SkipWhen(PostgresBinaries.Missing is not null, PostgresBinaries.Missing ?? "");
        return Server.Value;
    }

    /// <summary>Ends it, if a test has started it.</summary>
    public static async ValueTask StopAsync()
    {
        if (Server.IsValueCreated)
        {
            await (await Server.Value).DisposeAsync();
        }
    }

    /// <summary>Runs statements as the superuser, outside every store, in one transaction.</summary>
    public static async Task RunAsync(string statements)
    {
        var server = await GetAsync();
        await using var connection = new NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(statements, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<PostgresServer> StartAsync()
    {
        var server = new PostgresServer(
            Path.Combine(Place(), $"kefu-postgres-{Guid.NewGuid():n}"), "127.0.0.1", FreePort.Next());
        await server.InitializeAsync("max_connections = 300", "shared_buffers = 128MB", "full_page_writes = off");
        await server.StartAsync();
        return server;
    }
}
