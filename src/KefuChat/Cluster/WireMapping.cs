using System.Diagnostics;
using Google.Protobuf;
using KefuChat.Protocol;
using Wire = Kefu.Chat.V1;

namespace KefuChat.Cluster;

/// <summary>
/// Between our model and what the roles say to each other. Reading throws <see cref="InvalidDataException"/> for what
/// no KefuChat writes.
/// </summary>
internal static class WireMapping
{
    /// <summary>A user, for the wire.</summary>
    public static Wire.User ToWire(this User user) => new() { AppId = user.AppId, Uid = user.Uid };

    /// <summary>A user, from the wire.</summary>
    public static User FromWire(this Wire.User? user) =>
        user is not null && User.IsId(user.AppId) && User.IsId(user.Uid)
            ? new User(user.AppId, user.Uid)
            : throw new InvalidDataException(user is null ? "a user is missing" : $"{user.AppId}/{user.Uid} is no user");

    /// <summary>A message, for the wire. The content is shared, not copied.</summary>
    public static Wire.ChatMessage ToWire(this CustomerMessage message) => new()
    {
        Command = (int)message.Command,
        Flags = (uint)message.Flags,
        CustomerAppId = message.CustomerAppId,
        CustomerId = message.CustomerId,
        StoreId = message.StoreId,
        SellerId = message.SellerId,
        TimestampMs = message.TimestampMs,
        Content = UnsafeByteOperations.UnsafeWrap(message.Content),
        Uuid = message.Uuid,
        IsV2 = message.IsV2,
    };

    /// <summary>A message, from the wire. The content is shared, not copied.</summary>
    public static CustomerMessage FromWire(this Wire.ChatMessage? message)
    {
        if (message is not { Command: (int)Command.Customer or (int)Command.CustomerSupport })
        {
            throw new InvalidDataException(message is null ? "a message is missing" : $"{message.Command} is no message's command");
        }

        return new CustomerMessage((Command)message.Command)
        {
            Flags = (MessageFlags)message.Flags,
            CustomerAppId = message.CustomerAppId,
            CustomerId = message.CustomerId,
            StoreId = message.StoreId,
            SellerId = message.SellerId,
            TimestampMs = message.TimestampMs,
            Content = message.Content.Memory,
            Uuid = message.Uuid,
            IsV2 = message.IsV2,
        };
    }

    /// <summary>A trace's context, for the wire; null when there is none.</summary>
    public static Wire.TraceContext? ToWire(this TraceParent? parent)
    {
        if (parent?.Context is not { } context)
        {
            return null;
        }

        Span<byte> bytes = stackalloc byte[24];
        context.TraceId.CopyTo(bytes[..16]);
        context.SpanId.CopyTo(bytes[16..]);
        return new Wire.TraceContext
        {
            TraceId = ByteString.CopyFrom(bytes[..16]),
            SpanId = ByteString.CopyFrom(bytes[16..]),
            Flags = (uint)context.TraceFlags,
            State = context.TraceState ?? "",
        };
    }

    /// <summary>A trace's context, from the wire; null when it is absent or malformed.</summary>
    public static TraceParent? FromWire(this Wire.TraceContext? context) =>
        context is { TraceId.Length: 16, SpanId.Length: 8 }
            ? new TraceParent(new ActivityContext(
                ActivityTraceId.CreateFromBytes(context.TraceId.Span),
                ActivitySpanId.CreateFromBytes(context.SpanId.Span),
                (ActivityTraceFlags)context.Flags,
                context.State.Length == 0 ? null : context.State,
                isRemote: true))
            : null;
}
