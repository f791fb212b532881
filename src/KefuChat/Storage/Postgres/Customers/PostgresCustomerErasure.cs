using Npgsql;

namespace KefuChat.Storage.Postgres;

/// <summary>Removes what is kept of a customer, a step at a time.</summary>
internal static class PostgresCustomerErasure
{
    /// <summary>The customer's oldest messages, not those that the customer has as a seller: they are other customers'.</summary>
    public static Task<List<PostgresQueuedRow>> OldestAsync(NpgsqlConnection connection, long customer, int limit) =>
        connection.RowsAsync(
            PostgresQueuedRow.Read,
            "SELECT id, customer, seller FROM messages WHERE customer = $1 ORDER BY customer_key LIMIT $2",
            customer, limit);

    /// <summary>Removes what devices confirmed, and the assignments, if no message is left. With the queue locked.</summary>
    /// <returns>Whether none is.</returns>
    public static async Task<bool> RemoveRestAsync(NpgsqlConnection connection, long customer)
    {
        if (await connection.ScalarAsync<bool>("SELECT EXISTS (SELECT FROM messages WHERE customer = $1)", customer) is true)
        {
            return false;
        }

        await using var batch = new NpgsqlBatch(connection);
        batch.Add("DELETE FROM sync_keys WHERE queue = $1", customer);
        batch.Add("DELETE FROM assignments WHERE customer = $1", customer);
        await batch.ExecuteNonQueryAsync();
        return true;
    }
}
