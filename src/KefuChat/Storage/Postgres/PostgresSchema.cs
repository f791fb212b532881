using Npgsql;

namespace KefuChat.Storage.Postgres;

/// <summary>
/// The database's schema. Version n is reached from n−1 by the embedded script <c>schema-n.sql</c>; a script that has been
/// released is never changed.
/// </summary>
internal static class PostgresSchema
{
    /// <summary>The version this program writes.</summary>
    public const int Version = 2;

    /// <summary>"Kefu": whoever holds this advisory lock changes tables; the others wait.</summary>
    public const long Lock = 0x4B656675;

    /// <summary>How long a server that cannot be reached is waited for: a primary may just be switched over.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(500);

    /// <summary>Brings the database to <see cref="Version"/>, in one transaction, while other nodes wait.</summary>
    /// <param name="source">Connections that write.</param>
    /// <param name="time">How long is waited for the server.</param>
    /// <returns>The store's name.</returns>
    /// <exception cref="StorageRefusedException">It is another program's, or of a later version.</exception>
    public static async Task<string> PrepareAsync(PostgresPool source, TimeProvider time)
    {
        var since = time.GetTimestamp();
        while (true)
        {
            try
            {
                return await UpgradeAsync(source);
            }
            catch (Exception e) when (IsPassing(e) && time.GetElapsedTime(since) < Patience)
            {
                await Task.Delay(RetryDelay, time);
            }
        }
    }

    /// <summary>
    /// Takes <see cref="Lock"/>, within a transaction, and lets it go with it. Those who wait are not hurried: an upgrade
    /// takes what it takes.
    /// </summary>
    public static async Task LockAsync(NpgsqlConnection connection)
    {
        await connection.ExecuteAsync("SET LOCAL lock_timeout = 0");
        await connection.ExecuteAsync("SELECT pg_advisory_xact_lock($1)", Lock);
    }

    /// <summary>Makes a store's tables in an empty database, within a transaction.</summary>
    /// <param name="connection">The transaction's connection.</param>
    /// <param name="storeId">The name the store is to have.</param>
    /// <exception cref="StorageRefusedException">The database is not empty, or its server will not do.</exception>
    public static async Task CreateAsync(NpgsqlConnection connection, string storeId)
    {
        await CheckServerAsync(connection);
        await LockAsync(connection);
        if (await ReadVersionAsync(connection) != 0)
        {
            throw new StorageRefusedException($"the database {connection.Database} holds a store already.");
        }

        await MakeAsync(connection, storeId);
    }

    private static bool IsPassing(Exception e) =>
        e is NpgsqlException && PostgresFailure.Kind(e) is not PostgresFailure.Other && e is not PostgresException { SqlState: ['2', '8', ..] or ['3', ..] };

    private static async Task<string> UpgradeAsync(PostgresPool source)
    {
        await using var connection = await source.OpenAsync();
        await CheckServerAsync(connection);
        await using var transaction = await connection.BeginTransactionAsync();
        await LockAsync(connection);
        await PostgresMigration.RefuseUnfinishedAsync(connection);
        var version = await ReadVersionAsync(connection);
        if (version == 0)
        {
            await MakeAsync(connection, Guid.NewGuid().ToString("n"));
        }
        else if (version < Version)
        {
            await UpgradeAsync(connection, version);
        }

        await using var name = connection.Statement("SELECT id FROM store");
        var id = (string)(await name.ExecuteScalarAsync() ?? "");
        await transaction.CommitAsync();
        return id;
    }

    private static async Task MakeAsync(NpgsqlConnection connection, string storeId)
    {
        await UpgradeAsync(connection, version: 0);
        await connection.ExecuteAsync("INSERT INTO store (id, version) VALUES ($1, $2)", storeId, Version);
    }

    private static async Task UpgradeAsync(NpgsqlConnection connection, int version)
    {
        for (var next = version + 1; next <= Version; next++)
        {
            await connection.ExecuteAsync(Script(next));
        }

        // Later ones are made beside the saves (PostgresHousekeeping): a start waits for nobody's long read.
        await PostgresPartitions.PrepareAsync(connection);
        await connection.ExecuteAsync("UPDATE store SET version = $1 WHERE version < $1", Version);
    }

    /// <summary>What is acknowledged is on stable storage: a server that does not bring it there is of no use.</summary>
    private static async Task CheckServerAsync(NpgsqlConnection connection)
    {
        await using var command = connection.Statement("SELECT current_setting('fsync'), current_setting('server_version_num')::int");
        await using var row = await command.ExecuteReaderAsync();
        await row.ReadAsync();
        if (row.GetString(0) != "on")
        {
            throw new StorageRefusedException($"PostgreSQL at {connection.Host} runs with fsync = off: what it commits may be lost. Set fsync = on.");
        }

        if (row.GetInt32(1) < 14_00_00)
        {
            throw new StorageRefusedException($"PostgreSQL at {connection.Host} is older than version 14, the first that will do.");
        }
    }

    /// <summary>The schema version of a database; 0 when it is empty.</summary>
    /// <exception cref="StorageRefusedException">It is another program's, or of a later version.</exception>
    public static async Task<int> ReadVersionAsync(NpgsqlConnection connection)
    {
        var tables = await connection.RowsAsync(
            row => row.GetString(0),
            "SELECT tablename::text FROM pg_tables WHERE schemaname = current_schema() AND tablename IN ('store', 'messages', 'queues', 'conversations')");
        if (tables.Count == 0)
        {
            return 0;
        }

        var isOurs = await connection.ScalarAsync<long>(
            """
            SELECT count(*) FROM information_schema.columns WHERE table_schema = current_schema()
            AND (table_name, column_name) IN (('store', 'only_row'), ('store', 'version'), ('queues', 'newest_key'))
            """) == 3;
        if (!isOurs)
        {
            throw new StorageRefusedException($"the database {connection.Database} has tables of another program ({string.Join(", ", tables)}). They were left as they are: give KefuChat a database, or a schema (Search Path), of its own.");
        }

        var version = await connection.ScalarAsync<int>("SELECT version FROM store") ?? 0;
        return version <= Version
            ? version
            : throw new StorageRefusedException($"the database {connection.Database} has schema version {version}; this program knows versions up to {Version}. Start a later KefuChat.");
    }

    private static string Script(int version)
    {
        var name = $"Postgres/schema-{version}.sql";
        using var stream = typeof(PostgresSchema).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"no embedded script {name}");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
