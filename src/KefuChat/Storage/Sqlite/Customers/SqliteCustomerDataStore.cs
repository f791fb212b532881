using KefuChat.Protocol;
using KefuChat.Storage.Customers;

namespace KefuChat.Storage.Sqlite;

/// <summary>What is done to customers' data in the embedded store.</summary>
internal sealed class SqliteCustomerDataStore(SqliteDatabase database) : ICustomerDataStore
{
    /// <inheritdoc/>
    public Task<int> MergeAsync(User visitor, User customer) => database.UpdateAsync(session =>
        visitor != customer && session.Rows.FindQueue(visitor) is { } queue
            ? new SqliteCustomerMerge(session, queue, session.Rows.Queue(customer)).Merge()
            : 0);

    /// <inheritdoc/>
    public async Task<int> EraseAsync(User customer, int limit) =>
        (await database.UpdateAsync(session => SqliteCustomerErasure.Erase(session, customer, limit))).Count;

    /// <inheritdoc/>
    public async Task<int> ExpireAsync(long storeId, long beforeMs, int limit)
    {
        // Found by a reader, so that the writer is not held up while it is looked for.
        var expired = await database.ReadAsync(reader => SqliteExpiredMessages.Find(reader.Connection, storeId, beforeMs, limit));
        var removed = await database.UpdateAsync(session =>
        {
            using var removal = new SqliteMessageRemoval(session);
            return removal.Remove(expired);
        });
        return removed.Count;
    }
}
