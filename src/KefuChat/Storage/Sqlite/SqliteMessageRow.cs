using KefuChat.Protocol;
using Microsoft.Data.Sqlite;

namespace KefuChat.Storage.Sqlite;

/// <summary>
/// A message as statements select it: from <c>messages m</c> with <see cref="Joins"/>, a key in the first column and
/// <see cref="Columns"/> behind it.
/// </summary>
internal static class SqliteMessageRow
{
    /// <summary>How many columns a message takes, the key included.</summary>
    public const int Width = 11;

    /// <summary>What of a message is selected behind the key.</summary>
    public const string Columns =
        "m.command, m.flags, m.timestamp_ms, m.device, m.uuid, m.content, c.appid, c.uid, v.store_id, s.uid";

    /// <summary>Its conversation <c>v</c>, and the queues of its customer <c>c</c> and its seller <c>s</c>.</summary>
    public const string Joins =
        "JOIN conversations v ON v.id = m.conversation JOIN queues c ON c.id = v.customer JOIN queues s ON s.id = v.seller";

    /// <summary>Reads messages until the page is full.</summary>
    /// <param name="select">Selects the messages, with one beyond the limit: it is only there to tell that there is more.</param>
    /// <param name="limit">The most messages, at least 1.</param>
    public static (List<StoredMessage> Messages, bool HasMore) ReadPage(SqliteCommand select, int limit)
    {
        var messages = new List<StoredMessage>();
        var room = new PageRoom(limit);
        using var row = select.ExecuteReader();
        while (row.Read())
        {
            if (room.IsTaken)
            {
                return (messages, HasMore: true);
            }

            messages.Add(Read(row));
            room.Take(messages[^1].Message);
        }

        return (messages, HasMore: false);
    }

    /// <summary>The message, with the key.</summary>
    public static StoredMessage Read(SqliteDataReader row)
    {
        var flags = row.GetInt32(2);
        var message = new CustomerMessage((Command)row.GetByte(1))
        {
            Flags = (MessageFlags)flags,
            IsV2 = StoredFlags.IsV2(flags),
            TimestampMs = row.GetInt64(3),
            Uuid = StoredFlags.HasOnlyDedupeId(flags) ? "" : row.GetString(5),
            Content = row.GetFieldValue<byte[]>(6),
            CustomerAppId = row.GetInt64(7),
            CustomerId = row.GetInt64(8),
            StoreId = row.GetInt64(9),
            SellerId = row.GetInt64(10),
        };
        return new StoredMessage(message, row.GetInt64(0), row.GetString(4), message.Uuid.Length > 0 ? "" : row.GetString(5));
    }
}
