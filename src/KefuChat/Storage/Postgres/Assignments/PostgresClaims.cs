using System.Collections.Concurrent;
using KefuChat.Storage.Assignments;
using Npgsql;

namespace KefuChat.Storage.Postgres;

/// <summary>
/// Gives sellers to customers. Claims see each other, on whichever node they are made: one transaction of claims at a time,
/// with all that wait on this node. Safe to call from any thread.
/// </summary>
internal sealed class PostgresClaims(PostgresDatabase database)
{
    /// <summary>So many share a transaction at most: the other nodes' wait for it.</summary>
    private const int MostInGroup = 200;

    /// <summary>
    /// Taken before all queues, and by nobody who has a queue already: whoever holds it never waits for one who waits for it.
    /// Each store in a database has its own.
    /// </summary>
    private const string LockClaims = "SELECT pg_advisory_xact_lock('assignments'::regclass::oid::int, 1)";

    private readonly ConcurrentQueue<PostgresClaim> _waiting = [];
    private int _isGiving;

    /// <summary><see cref="IAssignmentStore.ClaimAsync"/>.</summary>
    public Task<AssignmentUpdate> ClaimAsync(ClaimRequest request)
    {
        var claim = new PostgresClaim(request);
        _waiting.Enqueue(claim);
        if (Interlocked.Exchange(ref _isGiving, 1) == 0)
        {
            _ = GiveAllAsync();
        }

        return claim.Task;
    }

    private async Task GiveAllAsync()
    {
        do
        {
            while (!_waiting.IsEmpty)
            {
                await GiveNextAsync();
            }

            Volatile.Write(ref _isGiving, 0);
        }
        while (!_waiting.IsEmpty && Interlocked.Exchange(ref _isGiving, 1) == 0);
    }

    private async Task GiveNextAsync()
    {
        var group = new List<PostgresClaim>();
        while (group.Count < MostInGroup && _waiting.TryDequeue(out var claim))
        {
            group.Add(claim);
        }

        try
        {
            await GiveAsync(group);
            group.ForEach(claim => claim.Complete());
        }
        catch (Exception e)
        {
            group.ForEach(claim => claim.Fail(e));
        }
    }

    private async Task GiveAsync(List<PostgresClaim> group)
    {
        var queues = await database.GetQueuesAsync(group.ConvertAll(claim => claim.Request.Customer));
        (long Customer, long StoreId)[] keys = [.. queues.Zip(group, (queue, claim) => (queue, claim.Request.StoreId))];
        await database.UpdateAsync(async transaction =>
        {
            await transaction.Connection.ExecuteAsync(LockClaims);
            await transaction.LockAsync(queues);
            var (assignments, loads) = await ReadAsync(transaction.Connection, keys, group);
            var changed = new HashSet<(long Customer, long StoreId)>();
            foreach (var (key, claim) in keys.Zip(group))
            {
                var was = assignments.GetValueOrDefault(key);
                var now = AssignmentRow.AfterClaim(was, claim.Request, () => loads.Choose(claim.Request), nextTurn: () => 0);
                claim.Update = new AssignmentUpdate(now.ToAssignment(key.StoreId, claim.Request.Customer), now != was);
                if (now != was)
                {
                    loads.Changed(was, now);
                    assignments[key] = now;
                    changed.Add(key);
                }
            }

            await PostgresAssignmentTable.PutAsync(transaction.Connection, changed.Select(key => (key, assignments[key])));
            return changed.Count;
        });
    }

    private static async Task<(Dictionary<(long Customer, long StoreId), AssignmentRow> Assignments, PostgresSellerLoads Loads)> ReadAsync(
        NpgsqlConnection connection, (long Customer, long StoreId)[] keys, List<PostgresClaim> group)
    {
        (long Customer, long StoreId)[] distinct = [.. keys.Distinct()];
        await using var batch = new NpgsqlBatch(connection);
        batch.Add(
            PostgresAssignmentTable.Find, Array.ConvertAll(distinct, key => key.Customer), Array.ConvertAll(distinct, key => key.StoreId));
        batch.Add(PostgresSellerLoads.Find, group.SelectMany(claim => claim.Request.Sellers).Distinct().ToArray());
        await using var row = await batch.ExecuteReaderAsync();
        var assignments = new Dictionary<(long, long), AssignmentRow>();
        while (await row.ReadAsync())
        {
            var (key, assignment) = PostgresAssignmentTable.Read(row);
            assignments.Add(key, assignment);
        }

        await row.NextResultAsync();
        var loads = new PostgresSellerLoads();
        while (await row.ReadAsync())
        {
            loads.Add(row);
        }

        return (assignments, loads);
    }
}
