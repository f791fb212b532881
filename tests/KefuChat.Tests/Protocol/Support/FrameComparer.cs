using KefuChat.Protocol;

namespace KefuChat.Tests.Protocol.Support;

/// <summary>Frames are equal when they say the same; a record alone would compare the content by where it lies.</summary>
internal sealed class FrameComparer : IEqualityComparer<Frame>
{
    public static readonly FrameComparer Instance = new();

    public bool Equals(Frame x, Frame y) =>
        x.Seq == y.Seq
        && Equals(WithoutContent(x.Message), WithoutContent(y.Message))
        && ContentOf(x.Message).SequenceEqual(ContentOf(y.Message));

    public int GetHashCode(Frame obj) => HashCode.Combine(obj.Seq, WithoutContent(obj.Message));

    private static Message WithoutContent(Message message) =>
        message is CustomerMessage m ? m with { Content = default } : message;

    private static ReadOnlySpan<byte> ContentOf(Message message) =>
        message is CustomerMessage m ? m.Content.Span : default;
}
