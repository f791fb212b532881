using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace KefuChat.Storage.Sqlite;

/// <summary>The few ways in which the store talks to a connection.</summary>
internal static class SqliteConnectionExtensions
{
    /// <summary>Runs statements that take nothing and give nothing.</summary>
    [SuppressMessage("Security", "CA2100", Justification = "Statements are the store's own constants.")]
    public static void Run(this SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>Reads with several statements as of one moment.</summary>
    public static T InSnapshot<T>(this SqliteConnection connection, Func<T> read)
    {
        connection.Run("BEGIN");
        try
        {
            return read();
        }
        finally
        {
            connection.Run("COMMIT");
        }
    }

    /// <summary>One whole number; 0 for NULL or no row.</summary>
    public static long Scalar(this SqliteConnection connection, string sql)
    {
        using var command = connection.Prepare(sql);
        return command.Scalar() ?? 0;
    }

    /// <summary>The highest id a message ever had; 0 when there was none.</summary>
    public static long NewestMessage(this SqliteConnection connection) =>
        connection.Scalar("SELECT max(removed_message, coalesce((SELECT max(id) FROM messages), 0)) FROM store");

    /// <summary>One string.</summary>
    public static string Text(this SqliteConnection connection, string sql)
    {
        using var command = connection.Prepare(sql);
        return Convert.ToString(command.ExecuteScalar(), CultureInfo.InvariantCulture) ?? "";
    }

    /// <summary>A statement to run many times, with its parameters named in the order they will be bound.</summary>
    [SuppressMessage("Security", "CA2100", Justification = "Statements are the store's own constants.")]
    public static SqliteCommand Prepare(this SqliteConnection connection, string sql, params ReadOnlySpan<string> parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var name in parameters)
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = name });
        }

        return command;
    }

    /// <summary>Binds the parameters in the order they were named.</summary>
    public static SqliteCommand Bind(this SqliteCommand command, params ReadOnlySpan<object> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i];
        }

        return command;
    }

    /// <summary>Runs statements once, with whole numbers for their parameters.</summary>
    public static void Execute(this SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, long Value)> parameters)
    {
        using var command = connection.Prepare(sql);
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value);
        }

        command.ExecuteNonQuery();
    }

    /// <summary>The whole numbers of the first column.</summary>
    public static List<long> Numbers(this SqliteCommand command)
    {
        var numbers = new List<long>();
        using var row = command.ExecuteReader();
        while (row.Read())
        {
            numbers.Add(row.GetInt64(0));
        }

        return numbers;
    }

    /// <summary>One whole number, or null for NULL or no row.</summary>
    public static long? Scalar(this SqliteCommand command) => command.ExecuteScalar() as long?;
}
