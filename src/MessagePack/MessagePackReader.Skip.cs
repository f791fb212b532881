namespace MessagePack;

public ref partial struct MessagePackReader
{
    /// <summary>Reads past one value of any type, with all that it contains.</summary>
    /// <exception cref="MessagePackSerializationException">A code is met that starts no value.</exception>
    /// <exception cref="EndOfStreamException">The bytes end before the value does, or are too few for what it claims to contain.</exception>
    public void Skip()
    {
        MessagePackReader ahead = this;

        // A count instead of recursion: nesting costs the sender one byte a level, and would cost us a stack frame.
        long pending = 1;
        do
        {
            MessagePackToken token = ahead.TryPeekToken(out MessagePackToken next) ? next : throw Truncated();
            if (token.Type == MessagePackType.Unknown)
            {
                throw Unexpected(token.Code, "a value");
            }

            // Each pending value has at least one byte. So the count never passes the bytes left, and cannot overflow.
            pending += token.ChildCount - 1;
            long length = token.Size + token.PayloadLength;
            if (pending > ahead._reader.Remaining - length)
            {
                throw Truncated();
            }

            ahead._reader.Advance(length);
        }
        while (pending > 0);

        this = ahead;
    }
}
