using KefuChat.Storage.Sharding;
using Microsoft.Data.Sqlite;

namespace KefuChat.Storage.Sqlite;

/// <summary>All messages of the store, whosever they are: by their ids, and by their names.</summary>
internal static class SqliteMessagePlaces
{
    private const string Select = $"SELECT m.id, {SqliteMessageRow.Columns} FROM messages m {SqliteMessageRow.Joins}";

    /// <summary><see cref="IShardStore.FindAsync"/>.</summary>
    public static MessageKeys?[] Find(SqliteConnection connection, IReadOnlyList<MessageName> names)
    {
        using var command = connection.Prepare(
            """
            SELECT iif(m.sender = v.customer, m.sender_key, m.receiver_key), iif(m.sender = v.customer, m.receiver_key, m.sender_key)
            FROM queues q JOIN messages m ON m.sender = q.id JOIN conversations v ON v.id = m.conversation
            WHERE q.appid = $appid AND q.uid = $uid AND m.uuid = $uuid AND m.uuid <> ''
            """,
            "$appid", "$uid", "$uuid");
        return [.. names.Select(name => Find(command, name))];
    }

    /// <summary><see cref="IShardStore.ReadAsync"/>.</summary>
    public static SyncPage Page(SqliteConnection connection, long afterPlace, long upToPlace, int limit)
    {
        using var command = connection.Prepare(
            $"{Select} WHERE m.id > $after AND m.id <= $upTo ORDER BY m.id LIMIT $limit", "$after", "$upTo", "$limit");
        var (messages, hasMore) = SqliteMessageRow.ReadPage(command.Bind(afterPlace, upToPlace, limit + 1L), limit);
        return new SyncPage(messages, hasMore, hasMore ? messages[^1].SyncKey : upToPlace);
    }

    /// <summary><see cref="IShardStore.RenameAsync"/>.</summary>
    public static void Rename(SqliteWriteSession session, IReadOnlyList<MessageName> names)
    {
        using var rename = session.Connection.Prepare(
            $"UPDATE messages SET uuid = $renamed, flags = flags | {StoredFlags.DedupeId} WHERE sender = $sender AND uuid = $uuid AND uuid <> ''",
            "$renamed", "$sender", "$uuid");
        foreach (var name in names)
        {
            if (session.Rows.FindQueue(name.Sender) is { } sender)
            {
                rename.Bind(name.Renamed, sender.Id, name.DedupeKey).ExecuteNonQuery();
            }
        }
    }

    private static MessageKeys? Find(SqliteCommand command, MessageName name)
    {
        using var row = command.Bind(name.Sender.AppId, name.Sender.Uid, name.DedupeKey).ExecuteReader();
        return row.Read() ? new MessageKeys(row.GetInt64(0), row.GetInt64(1)) : null;
    }
}
