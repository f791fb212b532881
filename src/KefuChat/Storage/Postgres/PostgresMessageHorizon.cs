namespace KefuChat.Storage.Postgres;

/// <summary>
/// How far all messages are there for good. Ids are given in order, but transactions commit in any: below an id that is
/// there, another may still come. Used by one call at a time.
/// </summary>
/// <remarks>
/// Whoever stores a message has the number of its transaction before it takes an id: it locked queues. So every transaction
/// with an id up to the last one given has a lower number than one that is begun then; once all those are at an end, none
/// of these ids is still to come.
/// </remarks>
internal sealed class PostgresMessageHorizon(PostgresDatabase database)
{
    /// <summary>The sequence's own row is read before the transaction has a number: a table's, and so before the select list.</summary>
    private const string Take =
        "SELECT CASE WHEN is_called THEN last_value ELSE last_value - 1 END, pg_current_xact_id()::text::bigint FROM message_ids";

    private const string IsPast = "SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint >= $1";

    private (long Message, long Transaction)? _next;
    private long _reached;

    /// <summary>Looks how far it is now.</summary>
    /// <returns>No message up to this id is missing, nor can be stored any more; 0 when nothing is known yet.</returns>
    public async Task<long> LookAsync()
    {
        // What was noted the last time, and, where nobody is storing anything, what is noted now.
        for (var times = 0; times < 2; times++)
        {
            var next = _next ??= await database.UpdateAsync(TakeAsync);
            if (await database.ReadAsync(connection => connection.ScalarAsync<bool>(IsPast, next.Transaction)) != true)
            {
                break;
            }

            (_reached, _next) = (next.Message, null);
        }

        return _reached;
    }

    /// <summary>What was known may be wrong: it may be another server.</summary>
    public void Forget() => (_next, _reached) = (null, 0);

    private static async Task<(long Message, long Transaction)> TakeAsync(PostgresTransaction transaction) =>
        (await transaction.Connection.RowsAsync(row => (row.GetInt64(0), row.GetInt64(1)), Take))[0];
}
