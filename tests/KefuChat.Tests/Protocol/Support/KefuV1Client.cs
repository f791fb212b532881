using System.Text;
using FsCheck;
using FsCheck.Fluent;
using KefuChat.Protocol;
using KefuChat.Tests.TestClients.Wire;

namespace KefuChat.Tests.Protocol.Support;

/// <summary>A <c>kefu.v1</c> client that may say anything it is allowed to.</summary>
internal static class KefuV1Client
{
    public static Gen<Sent> Frames { get; } = Gen.OneOf(Login, Ping, Message, Ack, Sync, Confirmation);

    private static Gen<Sent> Login =>
        from seq in Any.Id
        from platform in Any.Byte
        from token in Any.Text
        from deviceId in Any.Text
        select new Sent(
            KefuV1Wire.Encode(Command.AuthToken, seq, 0, (int)platform, token, deviceId),
            new Frame(seq, new AuthToken((Platform)platform, token, deviceId)));

    private static Gen<Sent> Ping =>
        from seq in Any.Id
        select new Sent(KefuV1Wire.Encode(Command.Ping, seq, 0), new Frame(seq, KefuChat.Protocol.Ping.Instance));

    private static Gen<Sent> Message =>
        from seq in Any.Id
        from command in Gen.Elements(Command.Customer, Command.CustomerSupport)
        from flags in Any.Byte
        from ids in Any.Id.ArrayOf(5)
        from content in Any.Text
        from uuid in Any.Text
        select new Sent(
            KefuV1Wire.Encode(command, seq, (MessageFlags)flags, ids[0], ids[1], ids[2], ids[3], ids[4], content, uuid),
            new Frame(seq, new CustomerMessage(command)
            {
                Flags = (MessageFlags)(flags & 3),
                CustomerAppId = ids[0],
                CustomerId = ids[1],
                StoreId = ids[2],
                SellerId = ids[3],
                Content = Encoding.UTF8.GetBytes(content),
                Uuid = uuid,
            }));

    private static Gen<Sent> Ack =>
        from seq in Any.Id
        from acked in Any.Id
        select new Sent(KefuV1Wire.Encode(Command.Ack, seq, 0, acked), new Frame(seq, new DeliveryAck(acked)));

    private static Gen<Sent> Sync =>
        from seq in Any.Id
        from key in Any.Id
        from limit in Gen.Choose(0, int.MaxValue)
        select new Sent(
            KefuV1Wire.Encode(Command.Sync, seq, 0, key, limit),
            new Frame(seq, new Sync(key, limit, SyncOrigin.Device)));

    private static Gen<Sent> Confirmation =>
        from seq in Any.Id
        from key in Any.Id
        select new Sent(KefuV1Wire.Encode(Command.SyncKey, seq, 0, key), new Frame(seq, new SyncKeyConfirmed(key)));
}
