using KefuChat.Storage.Assignments;

namespace KefuChat.Storage.Sqlite;

/// <summary>
/// What stored messages do to assignments: the first makes one, and a customer's opens a closed one. Belongs to the
/// writer's thread.
/// </summary>
internal sealed class SqliteMessageAssignments(SqliteAssignmentTable table)
{
    /// <summary>Beyond this many, what is remembered is forgotten: some 50 bytes each.</summary>
    private const int MostRemembered = 200_000;

    /// <summary>The sellers of those that are open and used: another message changes nothing about them.</summary>
    private readonly Dictionary<(long Customer, long StoreId), long> _settled = [];

    /// <summary>
    /// A message was stored: whether it opened a conversation that had been closed, and the uid of the seller who has it;
    /// 0 in no store.
    /// </summary>
    /// <param name="customer">The customer's queue.</param>
    /// <param name="request">The message.</param>
    public (bool IsReopened, long SellerId) Stored(long customer, SaveRequest request)
    {
        var message = request.Message;
        var key = (customer, message.StoreId);
        if (message.StoreId == 0)
        {
            return default;
        }

        if (_settled.TryGetValue(key, out var seller))
        {
            return (IsReopened: false, seller);
        }

        var was = table.Find(customer, message.StoreId);
        var (now, isReopened) = AssignmentRow.AfterMessage(was, request, table.NextTurn);
        if (now is null)
        {
            return default;
        }

        if (now != was)
        {
            table.Put(customer, message.StoreId, now);
        }

        if (now.IsOpen)
        {
            Remember(key, now.SellerId);
        }

        return (isReopened, now.SellerId);
    }

    /// <summary>An assignment has changed.</summary>
    public void Forget(long customer, long storeId) => _settled.Remove((customer, storeId));

    /// <summary>Any of them may have changed.</summary>
    public void Forget() => _settled.Clear();

    private void Remember((long Customer, long StoreId) key, long seller)
    {
        if (_settled.Count >= MostRemembered)
        {
            _settled.Clear();
        }

        _settled[key] = seller;
    }
}
