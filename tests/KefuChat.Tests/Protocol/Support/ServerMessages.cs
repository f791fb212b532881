using System.Text;
using FsCheck;
using FsCheck.Fluent;
using KefuChat.Protocol;

namespace KefuChat.Tests.Protocol.Support;

/// <summary>Everything a server may say.</summary>
internal static class ServerMessages
{
    public static Gen<Message> All { get; } = Gen.OneOf(
        Login,
        Ack,
        Delivery,
        Any.Id.Select(key => (Message)new Pong(key)),
        Any.Id.Select(key => (Message)new SyncBegin(key)),
        Any.Id.Zip(Gen.Elements(true, false), (key, hasMore) => (Message)new SyncEnd(Math.Min(key, User.MaxId - 1), hasMore)),
        Any.Id.Select(key => (Message)new SyncNotify(key)));

    private static Gen<Message> Login =>
        from status in Gen.Elements(Status.Ok, Status.AuthFailed, Status.StorageUnavailable)
        from ids in Any.Id.ArrayOf(2)
        from time in Any.TimestampMs
        from key in Any.Id
        select (Message)new AuthStatus(status, new User(ids[0], ids[1]), time, key);

    /// <summary>Stored, routed or refused.</summary>
    private static Gen<Message> Ack =>
        from acked in Gen.Choose(0, int.MaxValue)
        from status in Any.Status
        from key in Any.Id
        from time in Any.TimestampMs
        from reason in Any.Text
        select (Message)new Ack(acked, status, status == Status.Ok ? key : 0, time, reason);

    private static Gen<Message> Delivery =>
        from message in CustomerMessage
        from key in Any.RealId
        from mark in Gen.Elements(MessageFlags.None, MessageFlags.Self, MessageFlags.Push)
        select (Message)(message.IsUnpersistent ? new Delivery(message, 0, MessageFlags.None) : new Delivery(message, key, mark));

    private static Gen<CustomerMessage> CustomerMessage =>
        from command in Gen.Elements(Command.Customer, Command.CustomerSupport)
        from isV2 in Gen.Elements(true, false)
        from flags in Any.ClientFlags
        from ids in Any.Id.ArrayOf(4)
        from time in Any.TimestampMs
        from content in Any.Text
        from uuid in Any.Text
        select new CustomerMessage(command)
        {
            Flags = isV2 ? flags & MessageFlags.Text : flags,
            CustomerAppId = ids[0],
            CustomerId = ids[1],
            StoreId = isV2 ? 0 : ids[2],
            SellerId = ids[3],
            TimestampMs = time,
            Content = Encoding.UTF8.GetBytes(content),
            Uuid = uuid,
            IsV2 = isV2,
        };
}
