using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using KefuChat.Protocol;
using KefuChat.Tests.Protocol.Support;
using KefuChat.Tests.TestClients.Wire;

namespace KefuChat.Tests.Protocol;

/// <summary>Any bytes at all: a codec takes them or refuses them, and never throws; what it takes is within bounds.</summary>
public sealed class HostileInputTests
{
    [Fact]
    public void Any_bytes_are_read_or_refused() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(3000),
        Prop.ForAll(Hostile.Bytes.ToArbitrary(), bytes =>
        {
            ReadOrRefused(() => new KefuV1Codec(), bytes);
            ReadOrRefused(() => new KefuV1Codec(), AsArray(bytes));
            ReadOrRefused(ClassicPeer.New, bytes);
            ReadOrRefused(ClassicPeer.New, WithItsLength(bytes));
        }));

    [Fact]
    public void Any_field_of_any_bytes_is_read_or_refused() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(3000),
        Prop.ForAll(
            Gen.Elements(KefuV1Sample.Commands.Select(row => row.Data)).ToArbitrary(),
            Gen.Choose(0, 10).ToArbitrary(),
            Hostile.Bytes.ToArbitrary(),
            (command, count, bytes) => ReadOrRefused(() => new KefuV1Codec(), [(byte)(0x90 | count), command, .. bytes])));

    [Fact]
    public void Any_kefu_v1_frame_with_some_bytes_changed_is_read_or_refused() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(3000),
        Prop.ForAll(Hostile.Mutated(KefuV1Client.Frames.Select(sent => sent.Bytes)).ToArbitrary(), bytes =>
            ReadOrRefused(() => new KefuV1Codec(), bytes)));

    [Fact]
    public void Any_classic_frame_with_some_bytes_changed_is_read_or_refused() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(3000),
        Prop.ForAll(Hostile.Mutated(ClassicClient.Frames.Select(sent => sent.Bytes)).ToArbitrary(), bytes =>
        {
            ReadOrRefused(ClassicPeer.New, bytes);
            ReadOrRefused(ClassicPeer.New, WithItsLength(bytes));
        }));

    private static void ReadOrRefused(Func<Codec> newCodec, byte[] bytes)
    {
        var isFrame = newCodec().TryDecode(new ReadOnlySequence<byte>(bytes), out var frame, out var refusal);
        Assert.Equal(isFrame, newCodec().TryDecode(Segment.OneByteEach(bytes), out var again, out var refusedAgain));
        Assert.Equal(refusal, refusedAgain);
        if (isFrame)
        {
            Assert.Equal(default, refusal);
            Assert.Equal(frame, again, FrameComparer.Instance);
            AssertWithinBounds(frame.Message);
        }
        else
        {
            Assert.Equal(default, frame);
            Assert.Contains(refusal.Code, (CloseCode[])[CloseCode.Malformed, CloseCode.TooLarge]);
            Decoding.AssertFits(refusal.Reason);
        }
    }

    private static void AssertWithinBounds(Message message)
    {
        switch (message)
        {
            case CustomerMessage m:
                Assert.All([m.CustomerAppId, m.CustomerId, m.StoreId, m.SellerId], AssertCount);
                Assert.Equal(MessageFlags.None, m.Flags & ~(MessageFlags.Text | MessageFlags.Unpersistent));
                Assert.True(System.Text.Unicode.Utf8.IsValid(m.Content.Span));
                Assert.Equal(0, m.TimestampMs);
                break;
            case Sync m:
                AssertCount(m.SyncKey);
                Assert.True(m.Limit >= 0);
                break;
            case SyncKeyConfirmed m:
                AssertCount(m.SyncKey);
                break;
            case AuthToken m:
                Assert.InRange(Encoding.UTF8.GetByteCount(m.DeviceId), 0, 255);
                break;
            case Refused m:
                Decoding.AssertFits(m.Reason);
                break;
            default:
                Assert.True(message is Ping or DeliveryAck);
                break;
        }
    }

    private static void AssertCount(long value) => Assert.InRange(value, 0, User.MaxId);

    /// <summary>An array that claims as many elements as there are bytes.</summary>
    private static byte[] AsArray(byte[] bytes) => [0xdc, (byte)(bytes.Length >> 8), (byte)bytes.Length, .. bytes];

    /// <summary>A classic frame whose header tells the truth about the length, so that its body is looked at.</summary>
    private static byte[] WithItsLength(byte[] bytes)
    {
        byte[] frame = [.. bytes, .. new byte[Math.Max(0, ClassicWire.HeaderBytes - bytes.Length)]];
        BinaryPrimitives.WriteInt32BigEndian(frame, frame.Length - ClassicWire.HeaderBytes);
        return frame;
    }
}
