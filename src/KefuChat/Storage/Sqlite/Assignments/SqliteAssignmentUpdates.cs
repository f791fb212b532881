using KefuChat.Storage.Assignments;
using KefuChat.Storage.Sharding;

namespace KefuChat.Storage.Sqlite;

/// <summary>What sellers and customers do to assignments, within the writer's transaction.</summary>
internal sealed class SqliteAssignmentUpdates(SqliteWriteSession session)
{
    private readonly SqliteAssignmentTable _table = session.Assignments;

    /// <summary><see cref="IAssignmentStore.ClaimAsync"/>.</summary>
    public AssignmentUpdate Claim(ClaimRequest request)
    {
        var customer = session.Rows.Queue(request.Customer).Id;
        var was = _table.Find(customer, request.StoreId);
        var now = AssignmentRow.AfterClaim(
            was, request, () => request.Choose(_table.OpenOf, _table.LastTurnOf), _table.NextTurn);
        Write(customer, request.StoreId, was, now);
        return new AssignmentUpdate(now.ToAssignment(request.StoreId, request.Customer), now != was);
    }

    /// <summary><see cref="IAssignmentStore.ChangeAsync"/>.</summary>
    public AssignmentUpdate Change(AssignmentChange change)
    {
        if (session.Rows.FindQueue(change.Customer)?.Id is not { } customer || _table.Find(customer, change.StoreId) is not { } was)
        {
            return default;
        }

        var now = was.AfterChange(change, _table.NextTurn);
        Write(customer, change.StoreId, was, now);
        return new AssignmentUpdate(now.ToAssignment(change.StoreId, change.Customer), now != was);
    }

    /// <summary><see cref="IShardStore.PutAssignmentsAsync"/>.</summary>
    public void Put(IReadOnlyList<AssignmentCopy> copies)
    {
        foreach (var copy in copies)
        {
            var customer = session.Rows.Queue(copy.Assignment.Customer).Id;
            var was = _table.Find(customer, copy.Assignment.StoreId);
            Write(customer, copy.Assignment.StoreId, was, AssignmentRow.AfterCopy(was, copy, _table.NextTurn));
        }
    }

    /// <summary><see cref="IAssignmentStore.ForgetUnusedAsync"/>.</summary>
    public int ForgetUnused(long claimedBeforeMs)
    {
        using var remove = session.Connection.Prepare(
            "DELETE FROM assignments WHERE is_used = 0 AND changed_at_ms < $before RETURNING customer", "$before");
        var customers = remove.Bind(claimedBeforeMs).Numbers();
        using var removeQueue = session.Connection.Prepare(
            """
            DELETE FROM queues WHERE id = $queue AND removed_key = 0
              AND NOT EXISTS (SELECT 1 FROM entries WHERE queue = $queue)
              AND NOT EXISTS (SELECT 1 FROM conversations WHERE customer = $queue)
              AND NOT EXISTS (SELECT 1 FROM conversations WHERE seller = $queue)
              AND NOT EXISTS (SELECT 1 FROM sync_keys WHERE queue = $queue)
              AND NOT EXISTS (SELECT 1 FROM assignments WHERE customer = $queue)
            """,
            "$queue");
        foreach (var customer in customers)
        {
            removeQueue.Bind(customer).ExecuteNonQuery();
        }

        session.ForgetRows();
        return customers.Count;
    }

    private void Write(long customer, long storeId, AssignmentRow? was, AssignmentRow now)
    {
        if (now != was)
        {
            _table.Put(customer, storeId, now);
            session.MessageAssignments.Forget(customer, storeId);
        }
    }
}
