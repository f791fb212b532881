using KefuChat.Protocol;

namespace KefuChat.Storage.Sqlite;

/// <summary>Removes what is kept of a customer, a step at a time.</summary>
internal static class SqliteCustomerErasure
{
    /// <summary>Removes the oldest messages of the customer's queue, and behind the last of them the rest.</summary>
    /// <returns>The ids of the messages removed; fewer than the limit when all is done.</returns>
    public static List<long> Erase(SqliteWriteSession session, User customer, int limit)
    {
        if (session.Rows.FindQueue(customer) is not { Id: var queue })
        {
            return [];
        }

        using var removal = new SqliteMessageRemoval(session);
        var removed = removal.Remove(Oldest(session, queue, limit));
        if (removed.Count < limit)
        {
            RemoveRest(session, queue);
        }

        return removed;
    }

    /// <summary>Not those that the customer has as a seller: they are other customers'.</summary>
    private static List<long> Oldest(SqliteWriteSession session, long queue, int limit)
    {
        using var command = session.Connection.Prepare(
            """
            SELECT e.message
            FROM entries e CROSS JOIN messages m ON m.id = e.message CROSS JOIN conversations v ON v.id = m.conversation
            WHERE e.queue = $queue AND v.customer = $queue ORDER BY e.sync_key LIMIT $limit
            """,
            "$queue", "$limit");
        return command.Bind(queue, (long)limit).Numbers();
    }

    private static void RemoveRest(SqliteWriteSession session, long queue)
    {
        session.Connection.Execute(
            "DELETE FROM sync_keys WHERE queue = $queue; DELETE FROM assignments WHERE customer = $queue", ("$queue", queue));
        session.ForgetRows();
    }
}
