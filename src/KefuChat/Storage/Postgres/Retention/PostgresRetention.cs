namespace KefuChat.Storage.Postgres;

/// <summary>
/// Drops the months of messages that are kept no longer, oldest first, and removes what of conversations is empty then. Any
/// number of nodes may do it at once. Used by one caller at a time.
/// </summary>
internal sealed class PostgresRetention(PostgresDatabase database)
{
    /// <summary>So many conversations are removed in one transaction: messages of their users wait for it.</summary>
    private const int Step = 200;

    /// <summary>Where a node ended between a drop and what follows, another does it with its first run.</summary>
    private bool _isClean;

    /// <summary>Drops the months whose messages are all from before a time, but for the one that messages are stored in now.</summary>
    /// <returns>How many.</returns>
    /// <exception cref="StorageUnavailableException">Not all of it could be done now: somebody uses a table for long.</exception>
    public async Task<int> RunAsync(DateTimeOffset before)
    {
        var dropped = 0;
        while (await FindAsync(before) is { } month)
        {
            _isClean = false;
            dropped += await DropAsync(month);
        }

        if (!_isClean)
        {
            await RemoveEmptyAsync();
            _isClean = true;
        }

        return dropped;
    }

    /// <summary>The oldest month, if it is kept no longer.</summary>
    private async Task<int?> FindAsync(DateTimeOffset before)
    {
        var (oldest, current) = await database.ReadSnapshotAsync(async connection => (
            (await PostgresPartitions.ListAsync(connection))[0],
            await connection.ScalarAsync<long>("SELECT last_value >> $1 FROM message_ids", PostgresPartitions.CountBits)));
        if (oldest >= current || PostgresPartitions.EndOf(oldest) > before)
        {
            return null;
        }

        // Whose clock is ahead has younger messages in it.
        var younger = await database.ScanAsync(
            row => row.GetBoolean(0),
            $"SELECT EXISTS (SELECT FROM {PostgresPartitions.Table(oldest)} WHERE timestamp_ms >= $1)",
            before.ToUnixTimeMilliseconds());
        return younger[0] ? null : oldest;
    }

    private Task<int> DropAsync(int month) => database.UpdateAsync(async transaction =>
    {
        await PostgresSchema.LockAsync(transaction.Connection);
        if ((await PostgresPartitions.ListAsync(transaction.Connection))[0] != month)
        {
            return 0;
        }

        await transaction.Connection.ExecuteAsync(PostgresPartitions.SetPatience);
        await PostgresPartitions.DropAsync(transaction.Connection, month);
        return 1;
    });

    /// <summary>A conversation whose last message was in a dropped month has none.</summary>
    private async Task RemoveEmptyAsync()
    {
        var months = await database.ReadAsync(PostgresPartitions.ListAsync);
        var after = 0L;
        List<PostgresQueuedRow> empty;
        do
        {
            empty = await database.ScanAsync(
                PostgresQueuedRow.Read,
                "SELECT id, customer, seller FROM conversations WHERE id > $1 AND last_message < $2 ORDER BY id LIMIT $3",
                after, PostgresPartitions.FirstId(months[0]), Step);
            if (empty.Count > 0)
            {
                await RemoveAsync(empty);
                after = empty[^1].Id;
            }
        }
        while (empty.Count == Step);
    }

    private Task<int> RemoveAsync(List<PostgresQueuedRow> conversations) => database.UpdateAsync(async transaction =>
    {
        long[] queues = [.. conversations.SelectMany(conversation => (long[])[conversation.Customer, conversation.Seller])];
        await transaction.LockAsync(queues);
        return await PostgresMessageRemoval.RemoveEmptyAsync(transaction.Connection, conversations.ConvertAll(conversation => conversation.Id), queues);
    });
}
