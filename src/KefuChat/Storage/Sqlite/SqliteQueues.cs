using KefuChat.Protocol;
using Microsoft.Data.Sqlite;

namespace KefuChat.Storage.Sqlite;

/// <summary>Finds queues, and places in them. Keys whose messages were removed are answered by their neighbours.</summary>
internal static class SqliteQueues
{
    /// <summary>A user's queue, or null when nothing was ever written to it.</summary>
    public static long? FindQueue(this SqliteConnection connection, User user)
    {
        using var command = connection.Prepare("SELECT id FROM queues WHERE appid = $appid AND uid = $uid", "$appid", "$uid");
        return command.Bind(user.AppId, user.Uid).Scalar();
    }

    /// <summary>The message of a key, or of the nearest before it; 0 when there is none.</summary>
    public static long MessageUpTo(this SqliteConnection connection, long queue, long key)
    {
        using var command = connection.Prepare(
            "SELECT message FROM entries WHERE queue = $queue AND sync_key <= $key ORDER BY sync_key DESC LIMIT 1", "$queue", "$key");
        return command.Bind(queue, key).Scalar() ?? 0;
    }

    /// <summary>The message of a key, or of the nearest behind it; <see cref="long.MaxValue"/> when there is none.</summary>
    public static long MessageFrom(this SqliteConnection connection, long queue, long key)
    {
        using var command = connection.Prepare(
            "SELECT message FROM entries WHERE queue = $queue AND sync_key >= $key ORDER BY sync_key LIMIT 1", "$queue", "$key");
        return command.Bind(queue, key).Scalar() ?? long.MaxValue;
    }
}
