using System.Collections.Concurrent;
using Npgsql;

namespace KefuChat.Tests.Storage.Postgres;

/// <summary>
/// Places for a store in the PostgreSQL that tests share: schemas. Making one takes ten times as long as emptying one, and
/// whoever connects reads the types of all of them: so few are made, and those that cannot be used again are dropped.
/// </summary>
internal static class PostgresSchemas
{
    /// <summary>As a store leaves its tables when it makes them, whichever they are; those with an only row keep it.</summary>
    private const string Empty =
        """
        SET lock_timeout = '30s';
        DO $$ BEGIN
            EXECUTE (SELECT format('TRUNCATE %s RESTART IDENTITY', string_agg(c.oid::regclass::text, ', '))
                FROM pg_class c WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
                AND NOT EXISTS (SELECT FROM pg_attribute WHERE attrelid = c.oid AND attname = 'only_row'));
        END $$;
        UPDATE search_state SET indexed_to = 0;
        UPDATE probe SET count = 0;
        SELECT setval('message_ids', last_value >> 40 << 40, false) FROM message_ids;
        SELECT setval('assignment_turns', 1, false)
        """;

    private static readonly ConcurrentBag<string> Emptied = [];

    /// <summary>An empty store's, or where there is none yet: how it is reached. For whoever gives it back with its tables as they are.</summary>
    public static async Task<string> TakeAsync() => Emptied.TryTake(out var place) ? place : await NewAsync();

    /// <summary>Empties the store, for others. Nobody uses it any more.</summary>
    public static async Task GiveBackAsync(string place)
    {
        await EmptyAsync(place);
        Emptied.Add(place);
    }

    /// <summary>Empties a store that nobody uses.</summary>
    public static Task EmptyAsync(string place) => SharedPostgres.RunAsync($"SET search_path = {Name(place)}; {Empty}");

    /// <summary>One where there is nothing.</summary>
    public static async Task<string> NewAsync()
    {
        var server = await SharedPostgres.GetAsync();
        var settings = new NpgsqlConnectionStringBuilder(server.ConnectionString) { SearchPath = $"test_{Guid.NewGuid():n}", MaxPoolSize = 10 };
        await SharedPostgres.RunAsync($"CREATE SCHEMA {settings.SearchPath}");
        return settings.ConnectionString;
    }

    /// <summary>Drops it with all there is. Nobody uses it any more.</summary>
    public static Task DropAsync(string place) =>
        SharedPostgres.RunAsync($"SET lock_timeout = '30s'; DROP SCHEMA {Name(place)} CASCADE");

    private static string? Name(string place) => new NpgsqlConnectionStringBuilder(place).SearchPath;
}
