using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using KefuChat.Protocol;
using KefuChat.Tests.TestClients.Wire;

namespace KefuChat.Tests.Protocol.Support;

/// <summary>A classic client that may say anything it is allowed to.</summary>
internal static class ClassicClient
{
    public static Gen<byte> Version { get; } = Gen.Choose(0, 2).Select(version => (byte)version);

    public static Gen<Sent> Frames { get; } = Gen.OneOf(Login, Ping, Message, MessageV2, Ack, Sync, Confirmation);

    private static Gen<Sent> Login =>
        from platform in Any.Byte
        from token in Any.Text
        from deviceId in Any.Text
        from sent in Says(
            Command.AuthToken,
            0,
            ClassicWire.AuthToken(platform, token, deviceId),
            new AuthToken((Platform)platform, token, deviceId))
        select sent;

    private static Gen<Sent> Ping => Says(Command.Ping, 0, [], KefuChat.Protocol.Ping.Instance);

    private static Gen<Sent> Message =>
        from command in Gen.Elements(Command.Customer, Command.CustomerSupport)
        from flags in Any.Byte
        from ids in Any.Id.ArrayOf(4)
        from content in Content
        from sent in Says(
            command,
            flags,
            ClassicWire.Message(ids[0], ids[1], ids[2], ids[3], content.Text),
            new CustomerMessage(command)
            {
                Flags = (MessageFlags)(flags & 3),
                CustomerAppId = ids[0],
                CustomerId = ids[1],
                StoreId = ids[2],
                SellerId = ids[3],
                Content = Encoding.UTF8.GetBytes(content.Text),
                Uuid = content.Uuid,
            })
        select sent;

    private static Gen<Sent> MessageV2 =>
        from isSupport in Gen.Elements(true, false)
        from customer in Any.Id.Where(app => app != ClassicPeer.KefuApp).Zip(Any.Id, (app, uid) => new User(app, uid))
        from sellerId in Any.Id
        from content in Content
        let seller = new User(ClassicPeer.KefuApp, sellerId)
        let sender = isSupport ? seller : customer
        let receiver = isSupport ? customer : seller
        from sent in Says(
            Command.CustomerV2,
            0,
            ClassicWire.MessageV2(sender.AppId, sender.Uid, receiver.AppId, receiver.Uid, content.Text),
            new CustomerMessage(isSupport ? Command.CustomerSupport : Command.Customer)
            {
                CustomerAppId = customer.AppId,
                CustomerId = customer.Uid,
                SellerId = sellerId,
                Content = Encoding.UTF8.GetBytes(content.Text),
                Uuid = content.Uuid,
                IsV2 = true,
            })
        select sent;

    private static Gen<Sent> Ack =>
        from acked in Any.Int32
        from sent in Says(Command.Ack, 0, ClassicWire.AckBody(acked), new DeliveryAck(acked))
        select sent;

    private static Gen<Sent> Sync =>
        from key in Any.Id
        from sent in Says(Command.Sync, 0, ClassicWire.Key(key), new Sync(key, 0, SyncOrigin.User))
        select sent;

    private static Gen<Sent> Confirmation =>
        from key in Any.Id
        from sent in Says(Command.SyncKey, 0, ClassicWire.Key(key), new SyncKeyConfirmed(key))
        select sent;

    /// <summary>Text, or a JSON object with a uuid.</summary>
    private static Gen<(string Text, string Uuid)> Content => Gen.OneOf(
        Any.Text.Select(text => ($"text: {text}", "")),
        from text in Any.Text
        from uuid in Any.Uuid
        select (JsonSerializer.Serialize(new { text, uuid }), uuid));

    private static Gen<Sent> Says(Command command, byte flags, byte[] body, Message message) =>
        from seq in Any.Int32
        from version in Version
        select new Sent(ClassicWire.Encode(command, seq, version, (MessageFlags)flags, body), new Frame(seq, message));
}
