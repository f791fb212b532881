using KefuChat.Protocol;
using KefuChat.Storage.Customers;

namespace KefuChat.Storage.Postgres;

/// <summary>
/// What is done to customers' data in PostgreSQL. Whose queues are to be locked is read before; what has become another's
/// meanwhile is left alone, and looked for again.
/// </summary>
internal sealed class PostgresCustomerDataStore(PostgresDatabase database) : ICustomerDataStore
{
    /// <summary>Of so many conversations messages expire in one transaction: messages of their users wait for it.</summary>
    private const int ExpireStep = 200;

    /// <inheritdoc/>
    public async Task<int> MergeAsync(User visitor, User customer)
    {
        if (visitor == customer || await FindAsync(visitor) is not { } from)
        {
            return 0;
        }

        var to = (await database.GetQueuesAsync([customer]))[0];
        while (true)
        {
            var sellers = await database.ReadAsync(connection => PostgresCustomerMerge.SellersAsync(connection, from, to));
            var moved = await database.UpdateAsync(async transaction =>
            {
                var queues = await transaction.LockAsync([from, to, .. sellers]);
                return await new PostgresCustomerMerge(transaction.Connection, from, queues[to]).MergeAsync(sellers);
            });
            if (moved is { } count)
            {
                return count;
            }
        }
    }

    /// <inheritdoc/>
    public async Task<int> EraseAsync(User customer, int limit)
    {
        if (await FindAsync(customer) is not { } queue)
        {
            return 0;
        }

        var removed = 0;
        bool isDone;
        do
        {
            var before = removed;
            var oldest = await database.ReadAsync(connection => PostgresCustomerErasure.OldestAsync(connection, queue, limit - before));
            var step = await database.UpdateAsync(async transaction =>
            {
                long[] queues = [queue, .. oldest.Select(message => message.Seller)];
                await transaction.LockAsync(queues);
                var count = await PostgresMessageRemoval.RemoveAsync(transaction.Connection, oldest, queues);
                var isAll = before + count < limit && await PostgresCustomerErasure.RemoveRestAsync(transaction.Connection, queue);
                return (Count: count, IsAll: isAll);
            });
            removed += step.Count;
            isDone = step.IsAll || removed == limit;
        }
        while (!isDone);

        return removed;
    }

    /// <inheritdoc/>
    public async Task<int> ExpireAsync(long storeId, long beforeMs, int limit)
    {
        var removed = 0;
        List<PostgresQueuedRow> conversations;
        do
        {
            var most = limit - removed;
            conversations = await database.ReadAsync(
                connection => PostgresExpiredMessages.ConversationsAsync(connection, storeId, beforeMs, ExpireStep));
            if (conversations.Count > 0)
            {
                // Of those that have nothing from before the time, it is noted when they began: they do not come again.
                var expired = await database.ReadAsync(
                    connection => PostgresExpiredMessages.OldestAsync(connection, conversations, beforeMs, most));
                removed += await database.UpdateAsync(async transaction =>
                {
                    long[] queues = [.. conversations.SelectMany(conversation => (long[])[conversation.Customer, conversation.Seller])];
                    await transaction.LockAsync(queues);
                    return await PostgresMessageRemoval.RemoveAsync(transaction.Connection, expired, queues, conversations);
                });
            }
        }
        while (conversations.Count > 0 && removed < limit);

        return removed;
    }

    private Task<long?> FindAsync(User user) =>
        database.ReadAsync(connection => database.QueueIds.FindAsync(connection, user).AsTask());
}
