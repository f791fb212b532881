using System.Text;
using FsCheck;
using FsCheck.Fluent;
using KefuChat.Protocol;
using KefuChat.Tests.Protocol.Support;
using KefuChat.Tests.TestClients.Wire;

namespace KefuChat.Tests.Protocol;

/// <summary>What one side says in <c>kefu.v1</c> is what the other hears; the client's side is written from the specification.</summary>
public sealed class KefuV1RoundTripTests
{
    [Fact]
    public void What_a_client_says_is_heard_however_its_bytes_are_split() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(500),
        Prop.ForAll(KefuV1Client.Frames.ToArbitrary(), Any.Cuts.ToArbitrary(), (sent, cuts) =>
        {
            Assert.Equal(sent.Frame, Decoding.Accepted(new KefuV1Codec(), sent.Bytes), FrameComparer.Instance);
            Assert.True(new KefuV1Codec().TryDecode(Segment.Cut(sent.Bytes, cuts(sent.Bytes)), out var frame, out _));
            Assert.Equal(sent.Frame, frame, FrameComparer.Instance);
        }));

    [Fact]
    public void What_the_server_says_is_heard() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(300),
        Prop.ForAll(ServerMessages.All.ArrayOf().ToArbitrary(), messages => Assert.Equal(
            messages.Select((message, i) => Heard(message, i + 1)),
            Encoded.Frames(new KefuV1Codec(), messages).Select(KefuV1Wire.Decode))));

    private static ServerFrame Heard(Message message, long seq)
    {
        var start = new ServerFrame(message.Command, seq, MessageFlags.None);
        return message switch
        {
            AuthStatus m => start with { Status = m.Status, AppId = m.User.AppId, Uid = m.User.Uid, TimestampMs = m.ServerTimeMs, SyncKey = m.SyncKey },
            Ack m => start with
            {
                AckedSeq = m.AckedSeq,
                Status = m.Status,
                SyncKey = m.SyncKey,
                PrevSyncKey = Math.Max(m.SyncKey - 1, 0),
                TimestampMs = m.TimestampMs,
                Reason = m.Reason,
            },
            Delivery m => start with
            {
                Flags = m.Message.Flags | m.Marks,
                CustomerAppId = m.Message.CustomerAppId,
                CustomerId = m.Message.CustomerId,
                StoreId = m.Message.StoreId,
                SellerId = m.Message.SellerId,
                TimestampMs = m.Message.TimestampMs,
                Content = Encoding.UTF8.GetString(m.Message.Content.Span),
                Uuid = m.Message.Uuid,
                SyncKey = m.SyncKey,
                PrevSyncKey = Math.Max(m.SyncKey - 1, 0),
            },
            Pong m => start with { SyncKey = m.SyncKey },
            SyncBegin m => start with { SyncKey = m.SyncKey },
            SyncEnd m => start with { SyncKey = m.SyncKey, HasMore = m.HasMore },
            SyncNotify m => start with { SyncKey = m.SyncKey },
            _ => throw new ArgumentException($"{message}", nameof(message)),
        };
    }
}
