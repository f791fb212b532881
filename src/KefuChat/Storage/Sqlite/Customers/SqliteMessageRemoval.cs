using Microsoft.Data.Sqlite;

namespace KefuChat.Storage.Sqlite;

/// <summary>
/// Removes messages from both their queues, within the writer's transaction, and what of conversations is empty then.
/// Disposed with its statements.
/// </summary>
internal sealed class SqliteMessageRemoval(SqliteWriteSession session) : IDisposable
{
    private readonly SqliteCommand _find = session.Connection.Prepare(
        """
        SELECT v.id, v.customer, v.store_id, v.seller,
            iif(m.sender = v.customer, m.sender_key, m.receiver_key), iif(m.sender = v.customer, m.receiver_key, m.sender_key)
        FROM messages m JOIN conversations v ON v.id = m.conversation WHERE m.id = $message
        """,
        "$message");

    private readonly SqliteCommand _removeEntry = session.Connection.Prepare(
        "DELETE FROM entries WHERE queue = $queue AND sync_key = $key", "$queue", "$key");

    private readonly SqliteCommand _removeMessage = session.Connection.Prepare(
        "DELETE FROM messages WHERE id = $message", "$message");

    private readonly SqliteCommand _raiseRemovedKey = session.Connection.Prepare(
        "UPDATE queues SET removed_key = max(removed_key, $key) WHERE id = $queue", "$key", "$queue");

    private readonly SqliteCommand _setLastMessage = session.Connection.Prepare(
        """
        UPDATE conversations SET last_message = last.id
        FROM (SELECT max(id) AS id FROM messages WHERE conversation = $conversation) AS last
        WHERE conversations.id = $conversation AND last.id IS NOT NULL
        """,
        "$conversation");

    private readonly SqliteCommand _removePositions = session.Connection.Prepare(
        "DELETE FROM read_positions WHERE queue IN ($customer, $seller) AND conversation = $conversation",
        "$customer", "$seller", "$conversation");

    private readonly SqliteCommand _removeConversation = session.Connection.Prepare(
        "DELETE FROM conversations WHERE id = $conversation", "$conversation");

    private readonly SqliteCommand _removeAssignment = session.Connection.Prepare(
        """
        DELETE FROM assignments WHERE customer = $customer AND store_id = $store AND is_open = 0
          AND NOT EXISTS (SELECT 1 FROM conversations WHERE customer = $customer AND store_id = $store)
        """,
        "$customer", "$store");

    private readonly Dictionary<long, (long Customer, long StoreId, long Seller)> _conversations = [];
    private readonly Dictionary<long, long> _removedKeys = [];

    /// <summary>Removes messages; those that are gone already are left out.</summary>
    /// <param name="messages">Their ids.</param>
    /// <returns>The ids of those that were there.</returns>
    public List<long> Remove(IEnumerable<long> messages)
    {
        List<long> removed = [.. messages.Where(Remove)];
        if (removed.Count > 0)
        {
            foreach (var (queue, key) in _removedKeys)
            {
                _raiseRemovedKey.Bind(key, queue).ExecuteNonQuery();
            }

            foreach (var conversation in _conversations)
            {
                Settle(conversation.Key, conversation.Value);
            }

            session.ForgetRows();
        }

        return removed;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var command in (SqliteCommand[])[
            _find, _removeEntry, _removeMessage, _raiseRemovedKey, _setLastMessage, _removePositions,
            _removeConversation, _removeAssignment])
        {
            command.Dispose();
        }
    }

    private bool Remove(long message)
    {
        using (var row = _find.Bind(message).ExecuteReader())
        {
            if (!row.Read())
            {
                return false;
            }

            _conversations[row.GetInt64(0)] = (row.GetInt64(1), row.GetInt64(2), row.GetInt64(3));
            RemoveEntry(row.GetInt64(1), row.GetInt64(4));
            RemoveEntry(row.GetInt64(3), row.GetInt64(5));
        }

        _removeMessage.Bind(message).ExecuteNonQuery();
        return true;
    }

    private void RemoveEntry(long queue, long key)
    {
        _removeEntry.Bind(queue, key).ExecuteNonQuery();
        _removedKeys[queue] = Math.Max(_removedKeys.GetValueOrDefault(queue), key);
    }

    private void Settle(long conversation, (long Customer, long StoreId, long Seller) of)
    {
        if (_setLastMessage.Bind(conversation).ExecuteNonQuery() == 0)
        {
            _removePositions.Bind(of.Customer, of.Seller, conversation).ExecuteNonQuery();
            _removeConversation.Bind(conversation).ExecuteNonQuery();
            _removeAssignment.Bind(of.Customer, of.StoreId).ExecuteNonQuery();
        }
    }
}
