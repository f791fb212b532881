using KefuChat.Storage.Assignments;
using KefuChat.Storage.Customers;
using Npgsql;

namespace KefuChat.Storage.Postgres;

/// <summary>Gives a visitor's messages to a customer, within a transaction that has locked both queues and their sellers'.</summary>
/// <param name="connection">The transaction's connection.</param>
/// <param name="visitor">The visitor's queue.</param>
/// <param name="customer">The customer's queue.</param>
internal sealed class PostgresCustomerMerge(NpgsqlConnection connection, long visitor, PostgresQueue customer)
{
    /// <summary>$1 the visitor, $2 the customer. What either has as a seller stays.</summary>
    private const string FindConversations =
        """
        SELECT v.id, coalesce(own.id, v.id), v.seller, p.sync_key, p.message
        FROM conversations v
        LEFT JOIN conversations own ON own.customer = $2 AND own.store_id = v.store_id AND own.seller = v.seller
        LEFT JOIN read_positions p ON p.queue = $1 AND p.conversation = v.id
        WHERE v.customer = $1 AND v.seller NOT IN ($1, $2)
        """;

    /// <summary>
    /// $1 the visitor, $2 the customer, $3 the customer's newest key, $4 conversations, $5 what they become. A uuid the
    /// customer has used too would be two messages' name; the one moved is known by a dedupe id instead.
    /// </summary>
    private static readonly string MoveMessages =
        $"""
        WITH moved AS (
            SELECT m.id, m.customer_key, u.target, $3 + row_number() OVER (ORDER BY m.customer_key) AS new_key,
                m.sender = $1 AND EXISTS (
                    SELECT FROM messages own WHERE own.sender = $2 AND own.uuid = m.uuid AND own.uuid <> '') AS is_name_taken
            FROM unnest($4, $5) AS u (conversation, target) JOIN messages m ON m.conversation = u.conversation
        )
        UPDATE messages SET
            customer = $2, customer_key = moved.new_key, conversation = moved.target,
            sender = CASE sender WHEN $1 THEN $2 ELSE sender END,
            flags = CASE WHEN is_name_taken THEN flags | {StoredFlags.DedupeId} ELSE flags END,
            uuid = CASE WHEN is_name_taken THEN convert_to(gen_random_uuid()::text, 'UTF8') ELSE uuid END
        FROM moved WHERE messages.id = moved.id
        RETURNING moved.id, moved.customer_key, moved.new_key
        """;

    /// <summary>Where there is a position already, the further one stays.</summary>
    private const string OrRaise =
        """
        ON CONFLICT (queue, conversation) DO UPDATE SET
            sync_key = greatest(read_positions.sync_key, excluded.sync_key),
            message = greatest(read_positions.message, excluded.message)
        """;

    /// <summary>The sellers whose queues are to be locked.</summary>
    public static Task<List<long>> SellersAsync(NpgsqlConnection connection, long visitor, long customer) => connection.RowsAsync(
        row => row.GetInt64(0), "SELECT DISTINCT seller FROM conversations WHERE customer = $1 AND seller NOT IN ($1, $2)", visitor, customer);

    /// <summary><see cref="ICustomerDataStore.MergeAsync"/>.</summary>
    /// <param name="sellers">Whose queues are locked.</param>
    /// <returns>How many messages were moved; null: there is a seller whose queue is not locked, and nothing was done.</returns>
    public async Task<int?> MergeAsync(List<long> sellers)
    {
        var conversations = await connection.RowsAsync(ReadConversation, FindConversations, visitor, customer.Id);
        if (conversations.Any(conversation => !sellers.Contains(conversation.Seller)))
        {
            return null;
        }

        var moved = await MoveAsync(conversations);
        await using var batch = new NpgsqlBatch(connection);
        if (moved.Count > 0)
        {
            batch.Add("UPDATE queues SET newest_key = newest_key + $2, is_merged = true WHERE id = $1", customer.Id, (long)moved.Count);
        }

        Give(batch, [.. conversations.Where(conversation => !conversation.IsJoined)]);
        Join(batch, [.. conversations.Where(conversation => conversation.IsJoined)]);
        MovePositions(batch, conversations, moved);
        await MoveAssignmentsAsync(batch);
        if (batch.BatchCommands.Count > 0)
        {
            await batch.ExecuteNonQueryAsync();
        }

        return moved.Count;
    }

    private static PostgresMergedConversation ReadConversation(NpgsqlDataReader row) =>
        new(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.IsDBNull(3) ? null : (row.GetInt64(3), row.GetInt64(4)));

    private async Task<MovedMessages> MoveAsync(List<PostgresMergedConversation> conversations)
    {
        var messages = await connection.RowsAsync(
            row => (Id: row.GetInt64(0), OldKey: row.GetInt64(1), NewKey: row.GetInt64(2)),
            MoveMessages,
            visitor, customer.Id, customer.NewestKey, Column(conversations, one => one.Id), Column(conversations, one => one.Target));
        var moved = new MovedMessages();
        foreach (var (id, oldKey, newKey) in messages.OrderBy(message => message.OldKey))
        {
            moved.Add(id, oldKey, newKey);
        }

        return moved;
    }

    /// <summary>The customer has not talked with that seller in that store: the conversation becomes the customer's.</summary>
    private void Give(NpgsqlBatch batch, List<PostgresMergedConversation> given)
    {
        if (given.Count > 0)
        {
            batch.Add("UPDATE conversations SET customer = $1 WHERE id = ANY ($2)", customer.Id, Column(given, one => one.Id));
        }
    }

    /// <summary>Both talked with that seller in that store: now it is one conversation.</summary>
    private static void Join(NpgsqlBatch batch, List<PostgresMergedConversation> joined)
    {
        if (joined.Count == 0)
        {
            return;
        }

        long[] from = Column(joined, one => one.Id), to = Column(joined, one => one.Target), sellers = Column(joined, one => one.Seller);
        batch.Add(
            """
            UPDATE conversations SET
                first_ms = least(conversations.first_ms, f.first_ms), last_message = greatest(conversations.last_message, f.last_message)
            FROM unnest($1, $2) AS u (id, target) JOIN conversations f ON f.id = u.id WHERE conversations.id = u.target
            """,
            from, to);
        batch.Add(
            $"""
            INSERT INTO read_positions (queue, conversation, sync_key, message)
            SELECT p.queue, u.target, p.sync_key, p.message
            FROM unnest($1, $2, $3) AS u (id, target, seller) JOIN read_positions p ON p.queue = u.seller AND p.conversation = u.id
            {OrRaise}
            """,
            from, to, sellers);
        batch.Add(
            """
            DELETE FROM read_positions p USING unnest($1, $2) AS u (id, seller)
            WHERE p.queue = u.seller AND p.conversation = u.id
            """,
            from, sellers);
        batch.Add("DELETE FROM conversations WHERE id = ANY ($1)", from);
    }

    private void MovePositions(NpgsqlBatch batch, List<PostgresMergedConversation> conversations, MovedMessages moved)
    {
        var read = conversations.FindAll(conversation => conversation.VisitorsPosition is not null);
        if (read.Count == 0)
        {
            return;
        }

        batch.Add(
            "DELETE FROM read_positions WHERE queue = $1 AND conversation = ANY ($2)", visitor, Column(read, one => one.Id));
        var kept = read
            .ConvertAll(one => (one.Target, Key: moved.NewKeyOf(one.VisitorsPosition?.Key ?? 0), one.VisitorsPosition?.Message))
            .FindAll(one => one.Key > 0);
        if (kept.Count > 0)
        {
            batch.Add(
                $"INSERT INTO read_positions (queue, conversation, sync_key, message) SELECT $1, * FROM unnest($2, $3, $4) {OrRaise}",
                customer.Id, Column(kept, one => one.Target), Column(kept, one => one.Key), Column(kept, one => one.Message ?? 0));
        }
    }

    private async Task MoveAssignmentsAsync(NpgsqlBatch batch)
    {
        var assignments = await connection.RowsAsync(
            PostgresAssignmentTable.Read, PostgresAssignmentTable.FindOfCustomers, (long[])[visitor, customer.Id]);
        var rows = assignments.ToDictionary(assignment => assignment.Key, assignment => assignment.Row);
        PostgresAssignmentTable.Put(batch, assignments.FindAll(one => one.Key.Customer == visitor).ConvertAll(one =>
        {
            var key = (customer.Id, one.Key.StoreId);
            return (key, AssignmentRow.AfterMerge(one.Row, rows.GetValueOrDefault(key)));
        }));
        batch.Add("DELETE FROM assignments WHERE customer = $1", visitor);
    }

    private static long[] Column<T>(List<T> rows, Converter<T, long> value) => [.. rows.ConvertAll(value)];
}
