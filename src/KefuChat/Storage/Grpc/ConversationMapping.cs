using KefuChat.Cluster;
using KefuChat.Storage.Conversations;
using Wire = Kefu.Ims.V1;

namespace KefuChat.Storage.Grpc;

/// <summary>
/// Between the store's model and conversations.proto. Reading throws <see cref="InvalidDataException"/> for what no
/// KefuChat writes.
/// </summary>
internal static class ConversationMapping
{
    /// <summary>A conversation, for the wire.</summary>
    public static Wire.Conversation ToWire(this Conversation conversation) => new()
    {
        CustomerAppId = conversation.CustomerAppId,
        CustomerId = conversation.CustomerId,
        StoreId = conversation.StoreId,
        SellerId = conversation.SellerId,
    };

    /// <summary>A conversation, from the wire.</summary>
    public static Conversation FromWire(this Wire.Conversation? conversation) => conversation is not null
        ? new Conversation(conversation.CustomerAppId, conversation.CustomerId, conversation.StoreId, conversation.SellerId)
        : throw new InvalidDataException("a conversation is missing");

    /// <summary>A side, for the wire.</summary>
    public static Wire.Party ToWire(this Party party) => party == Party.Seller ? Wire.Party.Seller : Wire.Party.Customer;

    /// <summary>A side, from the wire.</summary>
    public static Party FromWire(this Wire.Party party) => party switch
    {
        Wire.Party.Customer => Party.Customer,
        Wire.Party.Seller => Party.Seller,
        _ => throw new InvalidDataException($"{(int)party} is no party"),
    };

    /// <summary>A state asked for, for the wire.</summary>
    public static Wire.ConversationState ToWire(this ConversationState? state) => state switch
    {
        ConversationState.Open => Wire.ConversationState.Open,
        ConversationState.Closed => Wire.ConversationState.Closed,
        _ => Wire.ConversationState.Unspecified,
    };

    /// <summary>A state asked for, from the wire.</summary>
    public static ConversationState? FromWire(this Wire.ConversationState state) => state switch
    {
        Wire.ConversationState.Open => ConversationState.Open,
        Wire.ConversationState.Closed => ConversationState.Closed,
        Wire.ConversationState.Unspecified => null,
        _ => throw new InvalidDataException($"{(int)state} is no state of a conversation"),
    };

    /// <summary>A message of a history, for the wire.</summary>
    public static Wire.HistoryMessage ToWire(this HistoryMessage message) => new()
    {
        Message = message.Message.ToWire(),
        Position = message.Position,
        SellerKey = message.SellerKey,
        DedupeId = message.DedupeId,
    };

    /// <summary>A message of a history, from the wire.</summary>
    public static HistoryMessage FromWire(this Wire.HistoryMessage message) =>
        new(message.Message.FromWire(), message.Position, message.SellerKey, message.DedupeId);

    /// <summary>An item of the list of conversations, for the wire.</summary>
    public static Wire.ConversationSummary ToWire(this ConversationSummary summary) => new()
    {
        Conversation = summary.Conversation.ToWire(),
        Last = summary.Last.ToWire(),
        Unread = summary.Unread,
        ReadKey = summary.ReadKey,
        OtherReadKey = summary.OtherReadKey,
        Assignment = summary.Assignment.ToWire(),
    };

    /// <summary>An item of the list of conversations, from the wire.</summary>
    public static ConversationSummary FromWire(this Wire.ConversationSummary summary) => new(
        summary.Conversation.FromWire(),
        summary.Last.FromWire(),
        summary.Unread,
        summary.ReadKey,
        summary.OtherReadKey,
        summary.Assignment.FromWire());

    /// <summary>A read position, for the wire.</summary>
    public static Wire.ReadPosition ToWire(this ReadPosition position) => new()
    {
        SyncKey = position.Key,
        OtherKey = position.OtherKey,
        SellerId = position.SellerId,
        IsRaised = position.IsRaised,
    };

    /// <summary>A read position, from the wire.</summary>
    public static ReadPosition FromWire(this Wire.ReadPosition position) =>
        new(position.SyncKey, position.OtherKey, position.SellerId, position.IsRaised);
}
