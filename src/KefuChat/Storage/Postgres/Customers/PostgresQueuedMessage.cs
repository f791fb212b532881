using Npgsql;

namespace KefuChat.Storage.Postgres;

/// <summary>A message, and the queues it is in.</summary>
/// <param name="Id">The message.</param>
/// <param name="Customer">The customer's queue.</param>
/// <param name="Seller">The seller's queue.</param>
internal readonly record struct PostgresQueuedMessage(long Id, long Customer, long Seller)
{
    /// <summary>Reads <c>id, customer, seller</c>.</summary>
    public static PostgresQueuedMessage Read(NpgsqlDataReader row) => new(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2));
}
