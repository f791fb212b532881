using System.Buffers;
using System.Text;
using KefuChat.Protocol;

namespace KefuChat.Tests.Protocol.Support;

/// <summary>Decodes one frame, and once more in pieces of a byte: where the bytes are split changes nothing.</summary>
internal static class Decoding
{
    /// <summary>The room for a reason in a WebSocket close frame (RFC 6455, 5.5), in bytes.</summary>
    private const int MaxReasonBytes = 123;

    /// <summary>What the frame says; the test fails if it is refused.</summary>
    public static Frame Accepted(Codec codec, byte[] bytes)
    {
        Assert.True(codec.TryDecode(new ReadOnlySequence<byte>(bytes), out var frame, out var refusal), refusal.Reason);
        Assert.True(codec.TryDecode(Segment.OneByteEach(bytes), out var again, out _));
        Assert.Equal(default, refusal);
        Assert.Equal(frame, again, FrameComparer.Instance);
        return frame;
    }

    /// <summary>What the frame says, when what it says is of one type.</summary>
    public static T Accepted<T>(Codec codec, byte[] bytes)
        where T : Message => Assert.IsType<T>(Accepted(codec, bytes).Message);

    /// <summary>Why the frame is refused; the test fails if it is accepted or refused with another code.</summary>
    public static string Refused(Codec codec, byte[] bytes, CloseCode code = CloseCode.Malformed)
    {
        Assert.False(codec.TryDecode(new ReadOnlySequence<byte>(bytes), out var frame, out var refusal), $"accepted: {frame.Message}");
        Assert.False(codec.TryDecode(Segment.OneByteEach(bytes), out _, out var again));
        Assert.Equal(default, frame);
        Assert.Equal(refusal, again);
        Assert.Equal(code, refusal.Code);
        AssertFits(refusal.Reason);
        return refusal.Reason;
    }

    /// <summary>A reason says something and fits into a close frame.</summary>
    public static void AssertFits(string reason) =>
        Assert.InRange(Encoding.UTF8.GetByteCount(reason), 1, MaxReasonBytes);
}
