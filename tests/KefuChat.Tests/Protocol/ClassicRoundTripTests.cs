using System.Text;
using FsCheck;
using FsCheck.Fluent;
using KefuChat.Protocol;
using KefuChat.Tests.Protocol.Support;
using KefuChat.Tests.TestClients.Wire;

namespace KefuChat.Tests.Protocol;

/// <summary>What one side says in the classic framing is what the other hears; the client's side is written from the specification.</summary>
public sealed class ClassicRoundTripTests
{
    [Fact]
    public void What_a_client_says_is_heard_however_its_bytes_are_split() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(500),
        Prop.ForAll(ClassicClient.Frames.ToArbitrary(), Any.Cuts.ToArbitrary(), (sent, cuts) =>
        {
            Assert.Equal(sent.Frame, Decoding.Accepted(ClassicPeer.New(), sent.Bytes), FrameComparer.Instance);
            Assert.True(ClassicPeer.New().TryDecode(Segment.Cut(sent.Bytes, cuts(sent.Bytes)), out var frame, out _));
            Assert.Equal(sent.Frame, frame, FrameComparer.Instance);
        }));

    [Fact]
    public void What_the_server_says_is_heard() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(300),
        Prop.ForAll(ServerMessages.All.ArrayOf().ToArbitrary(), ClassicClient.Version.ToArbitrary(), (messages, version) =>
        {
            var expected = messages.SelectMany(message => Heard(message, version)).Select((frame, i) => frame with { Seq = i + 1, Version = version });
            Assert.Equal(expected, Encoded.Frames(ClassicPeer.OfVersion(version), messages).Select(ClassicWire.Decode));
        }));

    /// <summary>The frames that say this message, without seq and version; none where the version has no words for it.</summary>
    private static IEnumerable<ServerFrame> Heard(Message message, byte version) => message switch
    {
        AuthStatus { Status: Status.StorageUnavailable } => [],
        AuthStatus m => [New(m.Command) with { Status = m.Status }],
        Ack m when version < 2 && m.Status != Status.Ok => [],
        Ack { SyncKey: 0 } m => [New(m.Command) with { AckedSeq = m.AckedSeq, Status = m.Status }],
        Ack m => [Metadata(m.SyncKey), New(m.Command) with { AckedSeq = m.AckedSeq, Status = m.Status }],
        Delivery { Marks: MessageFlags.Push } m => [Metadata(m.SyncKey), Heard(m), New(Command.SyncNotify) with { SyncKey = m.SyncKey }],
        Delivery m => [Heard(m)],
        Pong m => [New(m.Command)],
        SyncBegin m => [New(m.Command) with { SyncKey = m.SyncKey }],
        SyncEnd { HasMore: true } m => [New(m.Command) with { SyncKey = m.SyncKey }, New(Command.SyncNotify) with { SyncKey = m.SyncKey + 1 }],
        SyncEnd m => [New(m.Command) with { SyncKey = m.SyncKey }],
        SyncNotify m => [New(m.Command) with { SyncKey = m.SyncKey }],
        _ => throw new ArgumentException($"{message}", nameof(message)),
    };

    private static ServerFrame Heard(Delivery delivery)
    {
        var message = delivery.Message;
        var isFromSeller = message.Command == Command.CustomerSupport;
        var start = New(message.IsV2 ? Command.CustomerV2 : message.Command) with
        {
            Flags = message.Flags | delivery.Marks,
            TimestampMs = message.TimestampMs / 1000 * 1000,
            Content = Encoding.UTF8.GetString(message.Content.Span),
        };
        return message.IsV2
            ? start with
            {
                SenderAppId = isFromSeller ? ClassicPeer.KefuApp : message.CustomerAppId,
                Sender = isFromSeller ? message.SellerId : message.CustomerId,
                ReceiverAppId = isFromSeller ? message.CustomerAppId : ClassicPeer.KefuApp,
                Receiver = isFromSeller ? message.CustomerId : message.SellerId,
            }
            : start with
            {
                CustomerAppId = message.CustomerAppId,
                CustomerId = message.CustomerId,
                StoreId = message.StoreId,
                SellerId = message.SellerId,
            };
    }

    private static ServerFrame Metadata(long key) =>
        New(Command.Metadata) with { SyncKey = key, PrevSyncKey = Math.Max(key - 1, 0) };

    private static ServerFrame New(Command command) => new(command, 0, MessageFlags.None);
}
