using Npgsql;

namespace KefuChat.Storage.Postgres;

/// <summary>A transaction that writes. Before anything else it locks, once, all queues it writes to.</summary>
/// <param name="connection">The connection it runs on.</param>
internal sealed class PostgresTransaction(NpgsqlConnection connection)
{
    /// <summary>Locks queues: $1 their rows. Gives row and newest key of each.</summary>
    public const string LockQueues =
        "SELECT id, newest_key FROM queues WHERE id = ANY ($1) ORDER BY id FOR NO KEY UPDATE";

    /// <summary>The connection.</summary>
    public NpgsqlConnection Connection { get; } = connection;

    /// <summary>
    /// Locks queues in the order of their ids, which is everybody's: what is read of them from then on stays as it is until
    /// the commit.
    /// </summary>
    /// <param name="ids">The queues' rows, in any order.</param>
    /// <exception cref="PostgresQueueGoneException">One of them is not there.</exception>
    public async Task<Dictionary<long, PostgresQueue>> LockAsync(IEnumerable<long> ids)
    {
        long[] all = [.. ids.Distinct()];
        var queues = await Connection.RowsAsync(
            row => new PostgresQueue(row.GetInt64(0), row.GetInt64(1)), LockQueues, all);
        var locked = queues.ToDictionary(queue => queue.Id);
        foreach (var id in all)
        {
            if (!locked.ContainsKey(id))
            {
                throw new PostgresQueueGoneException(id);
            }
        }

        return locked;
    }
}
