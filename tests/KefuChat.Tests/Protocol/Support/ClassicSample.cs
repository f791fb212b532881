using KefuChat.Protocol;
using KefuChat.Tests.TestClients.Wire;

namespace KefuChat.Tests.Protocol.Support;

/// <summary>A valid classic frame of one command, whose fields can be told apart and replaced.</summary>
/// <param name="Command">A command that a client may send.</param>
/// <param name="Body">Its body.</param>
/// <param name="Fields">What a refusal calls each field of fixed place, and how many bytes it has.</param>
internal sealed record ClassicSample(Command Command, byte[] Body, IReadOnlyList<(string Name, int Bytes)> Fields)
{
    private static readonly ClassicSample[] All =
    [
        new(Command.AuthToken, ClassicWire.AuthToken(3, "tok", "dev"), [("platform", 1), ("token", 4), ("device id", 4)]),
        new(Command.Ping, [], []),
        new(Command.Customer, ClassicWire.Message(7, 300, 3, 5, "hi"), Ids("customer_appid", "customer_id", "store_id", "seller_id")),
        new(Command.CustomerSupport, ClassicWire.Message(7, 300, 3, 5, "hi"), Ids("customer_appid", "customer_id", "store_id", "seller_id")),
        new(Command.CustomerV2, ClassicWire.MessageV2(7, 300, ClassicPeer.KefuApp, 5, "hi"), Ids("sender_appid", "sender", "receiver_appid", "receiver")),
        new(Command.Ack, ClassicWire.AckBody(17), [("acked seq", 4)]),
        new(Command.Sync, ClassicWire.Key(300), [("sync_key", 8)]),
        new(Command.SyncKey, ClassicWire.Key(70_000), [("sync_key", 8)]),
    ];

    /// <summary>Every command that a client may send.</summary>
    public static TheoryData<byte> Commands => [.. All.Select(sample => (byte)sample.Command)];

    public static ClassicSample Of(byte command) => Assert.Single(All, sample => sample.Command == (Command)command);

    public byte[] Encode() => Encode(Body);

    /// <summary>The frame, with this body rather than its own.</summary>
    public byte[] Encode(byte[] body) => ClassicWire.Encode(Command, 200, 2, MessageFlags.Text, body);

    private static (string Name, int Bytes)[] Ids(params string[] names) => [.. names.Select(name => (name, 8)), ("timestamp", 4)];
}
