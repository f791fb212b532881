using System.Buffers;
using System.Text;

namespace MessagePack;

public ref partial struct MessagePackReader
{
    /// <summary>Reads a string or nil. What is not UTF-8 becomes U+FFFD.</summary>
    /// <returns>The string; null for nil.</returns>
    /// <exception cref="MessagePackSerializationException">The next value is neither.</exception>
    /// <exception cref="EndOfStreamException">The bytes end before the value does.</exception>
    /// <exception cref="OverflowException">The string has more than <see cref="int.MaxValue"/> bytes.</exception>
    public string? ReadString()
    {
        if (TryReadNil())
        {
            return null;
        }

        MessagePackToken token = PeekTokenWithPayload(MessagePackType.String);
        int length = checked((int)token.PayloadLength);
        ReadOnlySpan<byte> unread = _reader.UnreadSpan;
        string value = unread.Length - token.Size >= length
            ? Encoding.UTF8.GetString(unread.Slice(token.Size, length))
            : Encoding.UTF8.GetString(PeekPayload(token));
        _reader.Advance(token.Size + token.PayloadLength);
        return value;
    }

    /// <summary>Reads a string or nil without decoding it.</summary>
    /// <returns>The string's bytes, a view of <see cref="Sequence"/>, not validated as UTF-8; null for nil.</returns>
    /// <exception cref="MessagePackSerializationException">The next value is neither.</exception>
    /// <exception cref="EndOfStreamException">The bytes end before the value does.</exception>
    public ReadOnlySequence<byte>? ReadStringSequence() =>
        TryReadNil() ? null : ReadPayload(PeekTokenWithPayload(MessagePackType.String));

    /// <summary>
    /// Reads a string without decoding it if it is in one piece, and nothing otherwise:
    /// <see cref="ReadStringSequence"/> then reads the nil, or the string in pieces.
    /// </summary>
    /// <param name="span">The string's bytes, a view of <see cref="Sequence"/>, not validated as UTF-8; empty when false is returned.</param>
    /// <returns>Whether the string was read; false for nil.</returns>
    /// <exception cref="MessagePackSerializationException">The next value is neither a string nor nil.</exception>
    /// <exception cref="EndOfStreamException">The bytes end before the value does.</exception>
    public bool TryReadStringSpan(out ReadOnlySpan<byte> span)
    {
        span = default;
        if (IsNil)
        {
            return false;
        }

        MessagePackToken token = PeekTokenWithPayload(MessagePackType.String);
        long length = token.PayloadLength;
        ReadOnlySpan<byte> unread = _reader.UnreadSpan;
        if (unread.Length - token.Size >= length)
        {
            span = unread.Slice(token.Size, (int)length);
        }
        else
        {
            // The string may still be in one piece if a segment ends within or right behind the header.
            ReadOnlySequence<byte> payload = PeekPayload(token);
            if (!payload.IsSingleSegment)
            {
                return false;
            }

            span = payload.FirstSpan;
        }

        _reader.Advance(token.Size + length);
        return true;
    }

    /// <summary>Reads bytes or nil. A string counts as bytes, as writers older than the format's bin type have no other.</summary>
    /// <returns>The bytes, a view of <see cref="Sequence"/>; null for nil.</returns>
    /// <exception cref="MessagePackSerializationException">The next value is none of these.</exception>
    /// <exception cref="EndOfStreamException">The bytes end before the value does.</exception>
    public ReadOnlySequence<byte>? ReadBytes()
    {
        if (TryReadNil())
        {
            return null;
        }

        MessagePackType accepted = NextMessagePackType == MessagePackType.String ? MessagePackType.String : MessagePackType.Binary;
        return ReadPayload(PeekTokenWithPayload(accepted));
    }

    private readonly ReadOnlySequence<byte> PeekPayload(MessagePackToken token) =>
        _reader.Sequence.Slice(_reader.Position).Slice(token.Size, token.PayloadLength);

    private ReadOnlySequence<byte> ReadPayload(MessagePackToken token)
    {
        ReadOnlySequence<byte> payload = PeekPayload(token);
        _reader.Advance(token.Size + token.PayloadLength);
        return payload;
    }
}
