using KefuChat.Maintenance.Migration;
using KefuChat.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace KefuChat.Tests.Maintenance;

/// <summary>Messages keep their order, and come to be in the month they were written in.</summary>
public sealed class MessageIdsTests
{
    [Fact]
    public void Months_go_upwards_only_and_not_beyond_the_last()
    {
        using var connection = SqliteStoreFile.Open(":memory:", SqliteOpenMode.Memory);
        connection.Run("CREATE TABLE messages (id INTEGER PRIMARY KEY, timestamp_ms INTEGER NOT NULL)");
        (long Id, int Year, int Month)[] written = [(2, 2025, 12), (3, 2025, 12), (5, 2026, 1), (6, 2025, 11), (7, 2026, 3), (9, 2030, 1), (10, 2026, 3)];
        foreach (var (id, year, month) in written)
        {
            connection.Execute(
                "INSERT INTO messages VALUES ($id, $time)",
                ("$id", id), ("$time", new DateTimeOffset(year, month, 15, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds()));
        }

        var ids = MessageIds.Read(connection, Month(2026, 4));

        Assert.Equal([Month(2025, 12), Month(2026, 1), Month(2026, 3), Month(2026, 4)], ids.Months);
        Assert.Equal(
            [(Month(2025, 12), 2), (Month(2025, 12), 3), (Month(2026, 1), 5), (Month(2026, 1), 6), (Month(2026, 3), 7), (Month(2026, 4), 9), (Month(2026, 4), 10)],
            written.Select(message => ((int)(ids.Of(message.Id) >> 40), (int)(ids.Of(message.Id) & ((1L << 40) - 1)))));
        Assert.Equal(0, ids.Of(0));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(long.MinValue)]
    [InlineData(long.MaxValue)]
    public void A_time_that_is_none_is_in_some_month(long timestampMs)
    {
        using var connection = SqliteStoreFile.Open(":memory:", SqliteOpenMode.Memory);
        connection.Run("CREATE TABLE messages (id INTEGER PRIMARY KEY, timestamp_ms INTEGER NOT NULL)");
        connection.Execute("INSERT INTO messages VALUES (1, $time)", ("$time", timestampMs));

        Assert.InRange(Assert.Single(MessageIds.Read(connection, Month(2026, 4)).Months), 0, Month(2026, 4));
    }

    private static int Month(int year, int month) => ((year - 1970) * 12) + month - 1;
}
