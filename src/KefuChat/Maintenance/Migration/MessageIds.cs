using KefuChat.Storage.Postgres;
using KefuChat.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace KefuChat.Maintenance.Migration;

/// <summary>
/// The ids that messages have in PostgreSQL: the month they were written in above the id they have in SQLite
/// (<see cref="PostgresPartitions"/>). Their order stays, so a message that bears an earlier month than the one before it
/// is counted to that one's.
/// </summary>
internal sealed class MessageIds
{
    private readonly List<long> _firstIds = [];
    private readonly List<int> _months = [];

    /// <summary>The months that have messages, in order.</summary>
    public IReadOnlyList<int> Months => _months;

    /// <summary>Finds out which months messages are of: reads all their times.</summary>
    /// <param name="connection">Where to look.</param>
    /// <param name="lastMonth">The last that may be, months since January 1970; a clock that was ahead changes nothing.</param>
    public static MessageIds Read(SqliteConnection connection, int lastMonth)
    {
        var ids = new MessageIds();
        using var command = connection.Prepare("SELECT id, timestamp_ms FROM messages ORDER BY id");
        using var row = command.ExecuteReader();
        while (row.Read())
        {
            ids.Add(row.GetInt64(0), Math.Min(MonthOf(row.GetInt64(1)), lastMonth));
        }

        return ids;
    }

    /// <summary>The id of a message; 0, which stands for none, stays.</summary>
    /// <param name="id">Its id in SQLite.</param>
    public long Of(long id)
    {
        if (id == 0)
        {
            return 0;
        }

        var at = _firstIds.BinarySearch(id);
        return PostgresPartitions.FirstId(_months[Math.Max(0, at >= 0 ? at : ~at - 1)]) + id;
    }

    private static int MonthOf(long timestampMs)
    {
        var time = DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(timestampMs, 0, DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()));
        return ((time.Year - 1970) * 12) + time.Month - 1;
    }

    private void Add(long id, int month)
    {
        if (_months.Count == 0 || month > _months[^1])
        {
            _firstIds.Add(id);
            _months.Add(month);
        }
    }
}
