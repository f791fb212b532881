using KefuChat.Protocol;
using Microsoft.Data.Sqlite;

namespace KefuChat.Storage.Sqlite;

/// <summary>
/// The rows of queues and conversations, remembered so that a save need not look them up. Belongs to the writer's thread.
/// </summary>
internal sealed class SqliteKnownRows(SqliteConnection connection) : IDisposable
{
    /// <summary>Beyond this many, what is remembered is forgotten: some 100 bytes each.</summary>
    private const int MostRemembered = 200_000;

    private readonly SqliteCommand _findQueue = connection.Prepare(
        $"SELECT id, {SqliteQueue.NewestKeyColumn} FROM queues WHERE appid = $appid AND uid = $uid", "$appid", "$uid");

    private readonly SqliteCommand _addQueue = connection.Prepare(
        "INSERT INTO queues (appid, uid) VALUES ($appid, $uid) RETURNING id", "$appid", "$uid");

    private readonly SqliteCommand _findConversation = connection.Prepare(
        "SELECT id FROM conversations WHERE customer = $customer AND store_id = $store AND seller = $seller",
        "$customer", "$store", "$seller");

    private readonly SqliteCommand _addConversation = connection.Prepare(
        "INSERT INTO conversations (customer, store_id, seller) VALUES ($customer, $store, $seller) RETURNING id",
        "$customer", "$store", "$seller");

    private readonly Dictionary<User, SqliteQueue> _queues = [];
    private readonly Dictionary<(long Customer, long Store, long Seller), long> _conversations = [];

    /// <summary>A user's queue, made where there is none.</summary>
    public SqliteQueue Queue(User user) =>
        FindQueue(user) ?? Remember(user, new SqliteQueue(_addQueue.Bind(user.AppId, user.Uid).Scalar() ?? 0, 0));

    /// <summary>A user's queue, or null.</summary>
    public SqliteQueue? FindQueue(User user)
    {
        if (_queues.TryGetValue(user, out var queue))
        {
            return queue;
        }

        using var row = _findQueue.Bind(user.AppId, user.Uid).ExecuteReader();
        return row.Read() ? Remember(user, new SqliteQueue(row.GetInt64(0), row.GetInt64(1))) : null;
    }

    /// <summary>The row of a conversation, or null.</summary>
    /// <param name="key">The two queues, and the store.</param>
    public long? FindConversation((long Customer, long Store, long Seller) key)
    {
        if (_conversations.TryGetValue(key, out var id))
        {
            return id;
        }

        var found = _findConversation.Bind(key.Customer, key.Store, key.Seller).Scalar();
        if (found is { } row)
        {
            _conversations.Add(key, row);
        }

        return found;
    }

    /// <summary>Makes the row of a conversation.</summary>
    public long AddConversation((long Customer, long Store, long Seller) key)
    {
        var id = _addConversation.Bind(key.Customer, key.Store, key.Seller).Scalar() ?? 0;
        _conversations.Add(key, id);
        return id;
    }

    /// <summary>Forgets what is too much to remember. Between transactions: whoever holds a queue goes on with it.</summary>
    public void Trim()
    {
        if (_queues.Count > MostRemembered || _conversations.Count > MostRemembered)
        {
            Forget();
        }
    }

    /// <summary>What is remembered may be wrong: rows were removed, or the transaction was undone.</summary>
    public void Forget()
    {
        _queues.Clear();
        _conversations.Clear();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var command in (SqliteCommand[])[_findQueue, _addQueue, _findConversation, _addConversation])
        {
            command.Dispose();
        }
    }

    private SqliteQueue Remember(User user, SqliteQueue queue)
    {
        _queues.Add(user, queue);
        return queue;
    }
}
