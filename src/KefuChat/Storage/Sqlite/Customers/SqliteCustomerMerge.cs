using KefuChat.Storage.Assignments;
using KefuChat.Storage.Customers;

namespace KefuChat.Storage.Sqlite;

/// <summary>Gives a visitor's messages to a customer, within the writer's transaction.</summary>
/// <param name="session">The writer's session.</param>
/// <param name="visitor">The visitor's queue.</param>
/// <param name="customer">The customer's queue.</param>
internal sealed class SqliteCustomerMerge(SqliteWriteSession session, SqliteQueue visitor, SqliteQueue customer)
{
    private readonly MovedMessages _moved = new();

    /// <summary>The ids of the messages moved.</summary>
    public IReadOnlyList<long> Moved => _moved.Ids;

    /// <summary><see cref="ICustomerDataStore.MergeAsync"/>.</summary>
    public int Merge()
    {
        MoveMessages();
        Conversations().ForEach(Move);
        MoveAssignments();
        session.ForgetRows();
        return _moved.Count;
    }

    private void MoveMessages()
    {
        using var take = session.Connection.Prepare(
            "DELETE FROM entries WHERE queue = $visitor AND sync_key = $key", "$visitor", "$key");
        using var give = session.Connection.Prepare(
            "INSERT INTO entries (queue, sync_key, message) VALUES ($customer, $key, $message)", "$customer", "$key", "$message");
        using var received = session.Connection.Prepare(
            "UPDATE messages SET receiver_key = $key WHERE id = $message", "$key", "$message");

        using var sent = session.Connection.Prepare(
            "UPDATE messages SET sender = $customer, sender_key = $key WHERE id = $message", "$customer", "$key", "$message");

        // A uuid the customer has used too would be two messages' name; the one moved gets another, which is never shown.
        using var rename = session.Connection.Prepare(
            $"""
            UPDATE messages SET uuid = lower(hex(randomblob(16))), flags = flags | {StoredFlags.DedupeId}
            WHERE id = $message AND uuid <> ''
              AND EXISTS (SELECT 1 FROM messages own WHERE own.sender = $customer AND own.uuid = messages.uuid AND own.uuid <> '')
            """,
            "$message", "$customer");
        foreach (var (message, isSent, oldKey) in Messages())
        {
            var key = customer.Grow();
            take.Bind(visitor.Id, oldKey).ExecuteNonQuery();
            give.Bind(customer.Id, key, message).ExecuteNonQuery();
            if (isSent)
            {
                rename.Bind(message, customer.Id).ExecuteNonQuery();
            }

            (isSent ? sent.Bind(customer.Id, key, message) : received.Bind(key, message)).ExecuteNonQuery();
            _moved.Add(message, oldKey, key);
        }

        session.Connection.Execute(
            "UPDATE queues SET removed_key = max(removed_key, $key) WHERE id = $visitor",
            ("$key", _moved.LastOldKey), ("$visitor", visitor.Id));
        if (_moved.Count > 0)
        {
            session.Connection.Execute("UPDATE queues SET is_merged = 1 WHERE id = $customer", ("$customer", customer.Id));
        }
    }

    private List<(long Message, bool IsSent, long Key)> Messages()
    {
        using var command = session.Connection.Prepare(
            """
            SELECT m.id, m.sender = $visitor, iif(m.sender = $visitor, m.sender_key, m.receiver_key) AS key
            FROM conversations v JOIN messages m ON m.conversation = v.id
            WHERE v.customer = $visitor AND v.seller <> $visitor ORDER BY key
            """,
            "$visitor");
        var messages = new List<(long, bool, long)>();
        using var row = command.Bind(visitor.Id).ExecuteReader();
        while (row.Read())
        {
            messages.Add((row.GetInt64(0), row.GetBoolean(1), row.GetInt64(2)));
        }

        return messages;
    }

    private List<(long Id, long StoreId, long Seller)> Conversations()
    {
        using var command = session.Connection.Prepare(
            "SELECT id, store_id, seller FROM conversations WHERE customer = $visitor AND seller <> $visitor ORDER BY id", "$visitor");
        var conversations = new List<(long, long, long)>();
        using var row = command.Bind(visitor.Id).ExecuteReader();
        while (row.Read())
        {
            conversations.Add((row.GetInt64(0), row.GetInt64(1), row.GetInt64(2)));
        }

        return conversations;
    }

    private void Move((long Id, long StoreId, long Seller) conversation)
    {
        var target = session.Rows.FindConversation((customer.Id, conversation.StoreId, conversation.Seller));
        if (target is { } other)
        {
            Join(conversation.Id, other, conversation.Seller);
        }
        else
        {
            session.Connection.Execute(
                "UPDATE conversations SET customer = $customer WHERE id = $id", ("$customer", customer.Id), ("$id", conversation.Id));
        }

        MovePosition(conversation.Id, target ?? conversation.Id);
    }

    /// <summary>Both talked with that seller in that store: now it is one conversation.</summary>
    private void Join(long from, long to, long seller)
    {
        session.Connection.Execute(
            """
            UPDATE messages SET conversation = $to WHERE conversation = $from;
            UPDATE conversations SET last_message = (SELECT max(id) FROM messages WHERE conversation = $to) WHERE id = $to;
            INSERT INTO read_positions (queue, conversation, sync_key)
                SELECT queue, $to, sync_key FROM read_positions WHERE queue = $seller AND conversation = $from
                ON CONFLICT (queue, conversation) DO UPDATE SET sync_key = max(sync_key, excluded.sync_key);
            DELETE FROM read_positions WHERE queue = $seller AND conversation = $from;
            DELETE FROM conversations WHERE id = $from
            """,
            ("$from", from), ("$to", to), ("$seller", seller));
    }

    private void MovePosition(long from, long to)
    {
        using var take = session.Connection.Prepare(
            "DELETE FROM read_positions WHERE queue = $visitor AND conversation = $from RETURNING sync_key", "$visitor", "$from");
        if (take.Bind(visitor.Id, from).Scalar() is { } oldKey && _moved.NewKeyOf(oldKey) is > 0 and var key)
        {
            session.Connection.Execute(
                """
                INSERT INTO read_positions (queue, conversation, sync_key) VALUES ($customer, $to, $key)
                ON CONFLICT (queue, conversation) DO UPDATE SET sync_key = max(sync_key, excluded.sync_key)
                """,
                ("$customer", customer.Id), ("$to", to), ("$key", key));
        }
    }

    private void MoveAssignments()
    {
        using var stores = session.Connection.Prepare("SELECT store_id FROM assignments WHERE customer = $visitor", "$visitor");
        foreach (var storeId in stores.Bind(visitor.Id).Numbers())
        {
            if (session.Assignments.Find(visitor.Id, storeId) is { } theirs)
            {
                session.Assignments.Put(
                    customer.Id, storeId, AssignmentRow.AfterMerge(theirs, session.Assignments.Find(customer.Id, storeId)));
                session.Assignments.Remove(visitor.Id, storeId);
            }
        }
    }
}
