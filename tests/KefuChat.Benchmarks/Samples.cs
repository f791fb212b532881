using System.Text;
using KefuChat.Protocol;

namespace KefuChat.Benchmarks;

/// <summary>What the benchmarks send: the messages of the load program, of 250 bytes of content.</summary>
internal static class Samples
{
    /// <summary>The app where sellers live.</summary>
    public const long KefuAppId = 1;

    /// <summary>The customers' app.</summary>
    public const long CustomerAppId = 7;

    /// <summary>The content, a JSON object.</summary>
    public static readonly byte[] Content = Encoding.UTF8.GetBytes($$"""{"type":"text","text":"{{new string('x', 250 - 25)}}"}""");

    /// <summary>A customer's message to a seller, in no store.</summary>
    /// <param name="customerId">The customer.</param>
    /// <param name="sellerId">The seller.</param>
    /// <param name="flags">UNPERSISTENT, or none.</param>
    public static CustomerMessage Message(long customerId, long sellerId, MessageFlags flags = MessageFlags.None) => new(Command.Customer)
    {
        Flags = flags,
        CustomerAppId = CustomerAppId,
        CustomerId = customerId,
        SellerId = sellerId,
        TimestampMs = 1_800_000_000_000,
        Content = Content,
        Uuid = Guid.NewGuid().ToString(),
    };
}
