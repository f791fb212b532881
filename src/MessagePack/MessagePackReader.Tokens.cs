using System.Runtime.CompilerServices;

namespace MessagePack;

public ref partial struct MessagePackReader
{
    private static EndOfStreamException Truncated() => new("The bytes end before the MessagePack value does.");

    private static MessagePackSerializationException Unexpected(byte code, string expected) =>
        new($"Expected {expected}, found {MessagePackCode.ToMessagePackType(code)} (code 0x{code:x2}).");

    private readonly MessagePackToken PeekToken(MessagePackType expected) =>
        TryPeekToken(expected, out MessagePackToken token) ? token : throw Truncated();

    /// <returns>False when the bytes end within the token.</returns>
    private readonly bool TryPeekToken(MessagePackType expected, out MessagePackToken token)
    {
        // The code alone decides whether this is the type; a token that is cut short is refused for its type first.
        if (_reader.TryPeek(out byte code) && MessagePackCode.ToMessagePackType(code) != expected)
        {
            throw Unexpected(code, expected.ToString());
        }

        return TryPeekToken(out token);
    }

    /// <returns>False when the bytes end within the token.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly bool TryPeekToken(out MessagePackToken token)
    {
        ReadOnlySpan<byte> unread = _reader.UnreadSpan;

        // The span ends before the bytes do only where a segment does, and is empty only at the very end.
        if (unread.IsEmpty)
        {
            token = default;
            return false;
        }

        int size = MessagePackToken.SizeOf(unread[0]);
        if (unread.Length < size)
        {
            return TryPeekSplitToken(size, out token);
        }

        token = MessagePackToken.Decode(unread);
        return true;
    }

    private readonly bool TryPeekSplitToken(int size, out MessagePackToken token)
    {
        Span<byte> joined = stackalloc byte[MessagePackToken.MaxSize];
        joined = joined[..size];
        if (!_reader.TryCopyTo(joined))
        {
            token = default;
            return false;
        }

        token = MessagePackToken.Decode(joined);
        return true;
    }

    /// <summary>A token whose payload is known to be there, or an <see cref="EndOfStreamException"/>.</summary>
    private readonly MessagePackToken PeekTokenWithPayload(MessagePackType expected)
    {
        MessagePackToken token = PeekToken(expected);
        return token.PayloadLength <= _reader.Remaining - token.Size ? token : throw Truncated();
    }

    /// <summary>A token whose children could be there, each of at least one byte, or an <see cref="EndOfStreamException"/>.</summary>
    private readonly MessagePackToken PeekTokenWithChildren(MessagePackType expected)
    {
        MessagePackToken token = PeekToken(expected);
        return token.ChildCount <= _reader.Remaining - token.Size ? token : throw Truncated();
    }
}
