using System.Buffers.Binary;
using System.Text;

namespace KefuChat.Load.Protocol;

/// <summary>
/// The classic framing: a header of 12 bytes and a body, big endian; over WebSocket and over TCP the same. The uuid is the
/// first member of the content, where a server that does not know uuids leaves it be.
/// </summary>
internal sealed class ClassicCodec : Codec
{
    public const int HeaderBytes = 12;

    // The first version whose ACK bears a status.
    private const byte Version = 2;
    private const int IdsAndTime = 36;

    // AUTH_STATUS does not say where the queue ends. Asked from beyond it, a server answers with where it does.
    private const long BeyondAnyQueue = (1L << 53) - 1;

    private static readonly byte[] BeforeUuid = "{\"uuid\":\""u8.ToArray();
    private static readonly byte[] AfterUuid = "\","u8.ToArray();

    private long _syncKey;
    private long _previousSyncKey;

    /// <summary>Its length is one byte.</summary>
    public override int LongestToken => byte.MaxValue;

    /// <summary>The bytes of the frame at the start of <paramref name="bytes"/>; null when its header is not all there.</summary>
    /// <exception cref="ProtocolException">The length cannot be.</exception>
    public static int? FrameLength(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < HeaderBytes)
        {
            return null;
        }

        var body = BinaryPrimitives.ReadInt32BigEndian(bytes);
        return body is >= 0 and < 4 << 20 ? HeaderBytes + body : throw new ProtocolException($"the server sent a classic body of {body} bytes");
    }

    public override int WriteAuthToken(Span<byte> target, int seq, string token, string deviceId)
    {
        var body = target[HeaderBytes..];
        body[0] = Web;
        var length = 1;
        foreach (var text in (ReadOnlySpan<string>)[token, deviceId])
        {
            var bytes = Encoding.UTF8.GetBytes(text, body[(length + 1)..]);
            body[length] = checked((byte)bytes);
            length += 1 + bytes;
        }

        return WriteHeader(target, length, seq, Command.AuthToken);
    }

    public override int WritePing(Span<byte> target, int seq) => WriteHeader(target, 0, seq, Command.Ping);

    public override int WriteSync(Span<byte> target, int seq, long syncKey) => WriteKey(target, seq, Command.Sync, syncKey);

    public override int WriteSyncKey(Span<byte> target, int seq, long syncKey) => WriteKey(target, seq, Command.SyncKey, syncKey);

    /// <summary>The ids, the time, and the content without its opening brace.</summary>
    public override byte[] Prepare(OutgoingMessage message)
    {
        var prepared = new byte[IdsAndTime + message.Content.Length - 1];
        BinaryPrimitives.WriteInt64BigEndian(prepared, message.CustomerAppId);
        BinaryPrimitives.WriteInt64BigEndian(prepared.AsSpan(8), message.CustomerId);
        BinaryPrimitives.WriteInt64BigEndian(prepared.AsSpan(16), message.StoreId);
        BinaryPrimitives.WriteInt64BigEndian(prepared.AsSpan(24), message.SellerId);
        Encoding.ASCII.GetBytes(message.Content.AsSpan(1), prepared.AsSpan(IdsAndTime));
        return prepared;
    }

    public override int WriteMessage(
        Span<byte> target, int seq, OutgoingMessage message, ReadOnlySpan<byte> prepared, ReadOnlySpan<byte> uuid)
    {
        var length = HeaderBytes;
        Append(target, ref length, prepared[..IdsAndTime]);
        Append(target, ref length, BeforeUuid);
        Append(target, ref length, uuid);
        Append(target, ref length, AfterUuid);
        Append(target, ref length, prepared[IdsAndTime..]);
        return WriteHeader(target, length - HeaderBytes, seq, message.Command, message.Flags);
    }

    public override bool TryRead(ReadOnlySpan<byte> bytes, out Frame frame, out int consumed)
    {
        frame = default;
        consumed = 0;
        if (bytes.IsEmpty)
        {
            return false;
        }

        consumed = FrameLength(bytes) ?? bytes.Length + 1;
        if (consumed > bytes.Length)
        {
            throw new ProtocolException("a WebSocket message holds less than a classic frame");
        }

        var command = (Command)bytes[8];
        var flags = (FrameFlags)bytes[10];
        var body = bytes[HeaderBytes..consumed];
        frame = command switch
        {
            Command.AuthStatus => ReadAuthStatus(body),
            Command.Ack => ReadAck(body),
            Command.Metadata => ReadMetadata(body),
            Command.Customer or Command.CustomerSupport => ReadMessage(command, flags, body),
            Command.SyncBegin or Command.SyncEnd or Command.SyncNotify => new Frame { Command = command, SyncKey = Integer64(body, 0) },
            _ => new Frame { Command = command },
        };
        return true;
    }

    private static Frame ReadAuthStatus(ReadOnlySpan<byte> body) =>
        new() { Command = Command.AuthStatus, Status = (Status)Integer32(body), SyncKey = BeyondAnyQueue };

    /// <summary>A server of a version that has no statuses only acknowledges what went well.</summary>
    private Frame ReadAck(ReadOnlySpan<byte> body)
    {
        var (key, previousKey) = TakeKeys();
        return new Frame
        {
            Command = Command.Ack,
            AckedSeq = Integer32(body),
            Status = body.Length > 4 ? (Status)body[4] : Status.Ok,
            SyncKey = key,
            PreviousSyncKey = previousKey,
        };
    }

    /// <summary>Its keys are those of the next frame.</summary>
    private Frame ReadMetadata(ReadOnlySpan<byte> body)
    {
        _syncKey = Integer64(body, 0);
        _previousSyncKey = Integer64(body, 8);
        return new Frame { Command = Command.Metadata };
    }

    private Frame ReadMessage(Command command, FrameFlags flags, ReadOnlySpan<byte> body)
    {
        var content = body.Length > IdsAndTime ? body[IdsAndTime..] : default;
        var hasUuid = content.StartsWith(BeforeUuid) && content.Length >= BeforeUuid.Length + MessageTag.Length;
        var (key, previousKey) = TakeKeys();
        return new Frame
        {
            Command = command,
            Flags = flags,
            SyncKey = key,
            PreviousSyncKey = previousKey,
            Content = content,
            Uuid = hasUuid ? content.Slice(BeforeUuid.Length, MessageTag.Length) : default,
        };
    }

    /// <summary>The keys of METADATA, which hold for one frame.</summary>
    private (long Key, long PreviousKey) TakeKeys()
    {
        var keys = (_syncKey, _previousSyncKey);
        (_syncKey, _previousSyncKey) = (0, 0);
        return keys;
    }

    private static int WriteKey(Span<byte> target, int seq, Command command, long syncKey)
    {
        BinaryPrimitives.WriteInt64BigEndian(target[HeaderBytes..], syncKey);
        return WriteHeader(target, 8, seq, command);
    }

    private static int WriteHeader(Span<byte> target, int body, int seq, Command command, FrameFlags flags = FrameFlags.None)
    {
        BinaryPrimitives.WriteInt32BigEndian(target, body);
        BinaryPrimitives.WriteInt32BigEndian(target[4..], seq);
        target[8] = (byte)command;
        target[9] = Version;
        target[10] = (byte)flags;
        target[11] = 0;
        return HeaderBytes + body;
    }

    private static void Append(Span<byte> target, ref int length, ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(target[length..]);
        length += bytes.Length;
    }

    private static int Integer32(ReadOnlySpan<byte> body) => BinaryPrimitives.ReadInt32BigEndian(Checked(body, 0, 4));

    private static long Integer64(ReadOnlySpan<byte> body, int offset) => BinaryPrimitives.ReadInt64BigEndian(Checked(body, offset, 8));

    private static ReadOnlySpan<byte> Checked(ReadOnlySpan<byte> body, int offset, int count) =>
        body.Length >= offset + count ? body.Slice(offset, count) : throw new ProtocolException("a classic frame ends in the middle of a field");
}
