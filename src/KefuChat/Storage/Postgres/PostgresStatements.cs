using Npgsql;

namespace KefuChat.Storage.Postgres;

/// <summary>Statements with their parameters, <c>$1</c> the first; Npgsql prepares those that come again.</summary>
internal static class PostgresStatements
{
    /// <summary>A statement of its own.</summary>
    public static NpgsqlCommand Statement(this NpgsqlConnection connection, string text, params ReadOnlySpan<object> values)
    {
        var command = new NpgsqlCommand(text, connection);
        Bind(command.Parameters, values);
        return command;
    }

    /// <summary>Adds a statement to a batch, which takes one round trip.</summary>
    public static NpgsqlBatchCommand Add(this NpgsqlBatch batch, string text, params ReadOnlySpan<object> values)
    {
        var command = new NpgsqlBatchCommand(text);
        Bind(command.Parameters, values);
        batch.BatchCommands.Add(command);
        return command;
    }

    /// <summary>Runs a statement that gives nothing.</summary>
    /// <returns>How many rows it touched.</returns>
    public static async Task<int> ExecuteAsync(this NpgsqlConnection connection, string text, params object[] values)
    {
        await using var command = connection.Statement(text, values);
        return await command.ExecuteNonQueryAsync();
    }

    /// <summary>The first row's first column; null where there is no row, or it is null.</summary>
    public static async Task<T?> ScalarAsync<T>(this NpgsqlConnection connection, string text, params object[] values)
        where T : struct
    {
        await using var command = connection.Statement(text, values);
        return await command.ExecuteScalarAsync() is T value ? value : null;
    }

    /// <summary>All rows.</summary>
    public static async Task<List<T>> RowsAsync<T>(
        this NpgsqlConnection connection, Func<NpgsqlDataReader, T> read, string text, params object[] values)
    {
        await using var command = connection.Statement(text, values);
        return await command.RowsAsync(read);
    }

    /// <summary>All rows a statement gives.</summary>
    public static async Task<List<T>> RowsAsync<T>(this NpgsqlCommand command, Func<NpgsqlDataReader, T> read)
    {
        await using var row = await command.ExecuteReaderAsync();
        var rows = new List<T>();
        while (await row.ReadAsync())
        {
            rows.Add(read(row));
        }

        return rows;
    }

    private static void Bind(NpgsqlParameterCollection parameters, ReadOnlySpan<object> values)
    {
        foreach (var value in values)
        {
            parameters.Add(new NpgsqlParameter { Value = value });
        }
    }
}
