using System.Text;
using KefuChat.Protocol;
using Npgsql;

namespace KefuChat.Storage.Postgres;

/// <summary>Locks the queues of a group and reads what it depends on, in one round trip.</summary>
internal static class PostgresGroupReader
{
    /// <summary>Dedupe reaches back to the beginning of the month before the newest message's.</summary>
    private const string FindKnown =
        """
        SELECT m.sender, m.uuid, v.customer, v.store_id, v.seller, m.customer_key, m.seller_key, m.timestamp_ms, m.command
        FROM unnest($1, $2) AS u (sender, uuid)
        JOIN messages m ON m.sender = u.sender AND m.uuid = u.uuid AND m.uuid <> ''
            AND m.id >= (SELECT ((last_value >> 40) - 1) << 40 FROM message_ids)
        JOIN conversations v ON v.id = m.conversation
        """;

    private const string FindConversations =
        """
        SELECT v.id, v.customer, v.store_id, v.seller FROM unnest($1, $2, $3) AS u (customer, store_id, seller)
        JOIN conversations v ON v.customer = u.customer AND v.store_id = u.store_id AND v.seller = u.seller
        """;

    /// <summary>Reads, within a transaction that has just begun.</summary>
    /// <param name="connection">The transaction's connection.</param>
    /// <param name="queues">The queues of the group's users.</param>
    /// <param name="writes">The group.</param>
    public static async Task<PostgresGroupState> ReadAsync(
        NpgsqlConnection connection, IReadOnlyDictionary<User, long> queues, IReadOnlyList<PostgresWrite> writes)
    {
        SaveRequest[] saves = [.. writes.OfType<PostgresSave>().Select(save => save.Request)];
        await using var batch = new NpgsqlBatch(connection);
        batch.Add(PostgresTransaction.LockQueues, queues.Values.Distinct().ToArray());
        var state = new PostgresGroupState();
        if (saves.Length > 0)
        {
            AskForSaves(batch, queues, saves);
        }

        await using var row = await batch.ExecuteReaderAsync();
        await ReadQueuesAsync(row, queues, state);
        if (saves.Length > 0)
        {
            await row.NextResultAsync();
            await ReadKnownAsync(row, state);
            await row.NextResultAsync();
            await ReadConversationsAsync(row, state);
            await row.NextResultAsync();
            await ReadAssignmentsAsync(row, state);
            await row.NextResultAsync();
            while (await row.ReadAsync())
            {
                state.Ids.Enqueue(row.GetInt64(0));
            }
        }

        return state;
    }

    private static void AskForSaves(NpgsqlBatch batch, IReadOnlyDictionary<User, long> queues, SaveRequest[] saves)
    {
        SaveRequest[] named = [.. saves.Where(save => save.DedupeKey.Length > 0)];
        batch.Add(
            FindKnown,
            Array.ConvertAll(named, save => queues[save.Sender]),
            Array.ConvertAll(named, save => Encoding.UTF8.GetBytes(save.DedupeKey)));
        (long Customer, long StoreId, long Seller)[] conversations = [.. saves.Select(save => Conversation(queues, save)).Distinct()];
        batch.Add(
            FindConversations,
            Array.ConvertAll(conversations, key => key.Customer),
            Array.ConvertAll(conversations, key => key.StoreId),
            Array.ConvertAll(conversations, key => key.Seller));
        (long Customer, long StoreId)[] assignments =
            [.. conversations.Where(key => key.StoreId != 0).Select(key => (key.Customer, key.StoreId)).Distinct()];
        batch.Add(
            PostgresAssignmentTable.Find,
            Array.ConvertAll(assignments, key => key.Customer),
            Array.ConvertAll(assignments, key => key.StoreId));
        batch.Add("SELECT nextval('message_ids') FROM generate_series(1, $1)", saves.Length);
    }

    private static (long Customer, long StoreId, long Seller) Conversation(IReadOnlyDictionary<User, long> queues, SaveRequest save)
    {
        var (customer, seller) = save.Message.Command == Command.Customer ? (save.Sender, save.Receiver) : (save.Receiver, save.Sender);
        return (queues[customer], save.Message.StoreId, queues[seller]);
    }

    private static async Task ReadQueuesAsync(NpgsqlDataReader row, IReadOnlyDictionary<User, long> queues, PostgresGroupState state)
    {
        var locked = new Dictionary<long, PostgresQueue>();
        while (await row.ReadAsync())
        {
            locked.Add(row.GetInt64(0), new PostgresQueue(row.GetInt64(0), row.GetInt64(1)));
        }

        foreach (var (user, id) in queues)
        {
            state.Queues.Add(user, locked.TryGetValue(id, out var queue) ? queue : throw new PostgresQueueGoneException(id));
        }
    }

    private static async Task ReadKnownAsync(NpgsqlDataReader row, PostgresGroupState state)
    {
        while (await row.ReadAsync())
        {
            var isFromCustomer = row.GetInt16(8) == (int)Command.Customer;
            state.Known[(row.GetInt64(0), Encoding.UTF8.GetString(row.GetFieldValue<byte[]>(1)))] = new PostgresKnownMessage(
                (row.GetInt64(2), row.GetInt64(3), row.GetInt64(4)),
                ReceiverKey: row.GetInt64(isFromCustomer ? 6 : 5),
                SenderKey: row.GetInt64(isFromCustomer ? 5 : 6),
                row.GetInt64(7));
        }
    }

    private static async Task ReadConversationsAsync(NpgsqlDataReader row, PostgresGroupState state)
    {
        while (await row.ReadAsync())
        {
            state.Conversations.Add((row.GetInt64(1), row.GetInt64(2), row.GetInt64(3)), row.GetInt64(0));
        }
    }

    private static async Task ReadAssignmentsAsync(NpgsqlDataReader row, PostgresGroupState state)
    {
        while (await row.ReadAsync())
        {
            var (key, assignment) = PostgresAssignmentTable.Read(row);
            state.Assignments.Add(key, assignment);
        }
    }
}
