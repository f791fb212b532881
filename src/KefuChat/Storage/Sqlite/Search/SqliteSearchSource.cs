using System.Globalization;
using KefuChat.Storage.Search;
using Microsoft.Data.Sqlite;

namespace KefuChat.Storage.Sqlite;

/// <summary>What the search index is made of, as the store has it.</summary>
internal static class SqliteSearchSource
{
    /// <summary>A batch ends with the message whose content reaches so many bytes.</summary>
    private const int BatchBytes = 4 * 1024 * 1024;

    private const int ContentColumn = 3;

    private const string Select =
        "SELECT m.id, v.customer, v.seller, m.content FROM messages m JOIN conversations v ON v.id = m.conversation";

    /// <summary>The token of a queue: of a character no text has as a word, so that nobody finds it by writing it.</summary>
    public static string QueueToken(long queue) => string.Create(CultureInfo.InvariantCulture, $"\uE000{queue}");

    /// <summary>The first messages behind one.</summary>
    public static List<SqliteSearchText> After(SqliteConnection connection, long message, int limit)
    {
        using var command = connection.Prepare($"{Select} WHERE m.id > $message ORDER BY m.id LIMIT $limit", "$message", "$limit");
        using var row = command.Bind(message, (long)limit).ExecuteReader();
        var texts = new List<SqliteSearchText>();
        for (var bytes = 0L; bytes < BatchBytes && row.Read(); bytes += row.GetFieldValue<byte[]>(ContentColumn).Length)
        {
            texts.Add(Read(row));
        }

        return texts;
    }

    /// <summary>One message, or null when it is gone.</summary>
    public static SqliteSearchText? Find(SqliteConnection connection, long message)
    {
        using var command = connection.Prepare($"{Select} WHERE m.id = $message", "$message");
        using var row = command.Bind(message).ExecuteReader();
        return row.Read() ? Read(row) : null;
    }

    /// <summary>The first messages that were removed or given to others, in the order of that.</summary>
    public static List<SqliteSearchChange> Changes(SqliteConnection connection, int limit)
    {
        using var command = connection.Prepare("SELECT id, message FROM search_changes ORDER BY id LIMIT $limit", "$limit");
        using var row = command.Bind((long)limit).ExecuteReader();
        var changes = new List<SqliteSearchChange>();
        while (row.Read())
        {
            changes.Add(new SqliteSearchChange(row.GetInt64(0), row.GetInt64(1)));
        }

        return changes;
    }

    /// <summary>The index knows of the changes up to one.</summary>
    public static void Forget(SqliteConnection connection, long lastChange)
    {
        using var command = connection.Prepare("DELETE FROM search_changes WHERE id <= $last", "$last");
        command.Bind(lastChange).ExecuteNonQuery();
    }

    private static SqliteSearchText Read(SqliteDataReader row)
    {
        var tokens = SearchTokens.Of(SearchText.Of(row.GetFieldValue<byte[]>(ContentColumn)))
            .Append(QueueToken(row.GetInt64(1)))
            .Append(QueueToken(row.GetInt64(2)));
        return new SqliteSearchText(row.GetInt64(0), string.Join(' ', tokens));
    }
}
