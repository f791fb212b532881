using Npgsql;

namespace KefuChat.Storage.Postgres;

/// <summary>A message or a conversation, and the queues it is in.</summary>
/// <param name="Id">Its row.</param>
/// <param name="Customer">The customer's queue.</param>
/// <param name="Seller">The seller's queue.</param>
internal readonly record struct PostgresQueuedRow(long Id, long Customer, long Seller)
{
    /// <summary>Reads <c>id, customer, seller</c>.</summary>
    public static PostgresQueuedRow Read(NpgsqlDataReader row) => new(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2));
}
