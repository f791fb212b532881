using System.Buffers.Binary;
using KefuChat.Protocol;

namespace KefuChat.Tests.TestClients.Wire;

/// <summary>The client's half of the classic framing, written from the specification and not from the codec.</summary>
internal static class ClassicWire
{
    /// <summary>The header's own length.</summary>
    public const int HeaderBytes = 12;

    /// <summary>What the body builders write as the time, in seconds: the server must ignore it.</summary>
    public const int ClientTimestamp = 1_234_567_890;

    /// <summary>Header and body.</summary>
    public static byte[] Encode(Command command, int seq, byte version, MessageFlags flags, byte[] body) =>
        [.. Int32(body.Length), .. Int32(seq), (byte)command, version, (byte)flags, 0, .. body];

    /// <summary>The body of AUTH_TOKEN.</summary>
    public static byte[] AuthToken(byte platform, string token, string deviceId) =>
        [platform, .. Counted(token), .. Counted(deviceId)];

    /// <summary>The body of SYNC and SYNC_KEY.</summary>
    public static byte[] Key(long syncKey) => Int64(syncKey);

    /// <summary>The body of a client's ACK.</summary>
    public static byte[] AckBody(int ackedSeq) => Int32(ackedSeq);

    /// <summary>The body of CUSTOMER and CUSTOMER_SUPPORT.</summary>
    public static byte[] Message(long customerAppId, long customerId, long storeId, long sellerId, string content) =>
        Addressed(customerAppId, customerId, storeId, sellerId, content);

    /// <summary>The body of CUSTOMER_V2.</summary>
    public static byte[] MessageV2(long senderAppId, long sender, long receiverAppId, long receiver, string content) =>
        Addressed(senderAppId, sender, receiverAppId, receiver, content);

    /// <summary>What the server said in one whole frame.</summary>
    public static ServerFrame Decode(byte[] frame)
    {
        var length = BinaryPrimitives.ReadInt32BigEndian(frame);
        var body = new ClassicBody(frame.AsMemory(HeaderBytes));
        if (length != frame.Length - HeaderBytes || frame[11] != 0)
        {
            throw new InvalidDataException("the header is not that of the frame");
        }

        var seq = BinaryPrimitives.ReadInt32BigEndian(frame.AsSpan(4));
        var header = new ServerFrame((Command)frame[8], seq, (MessageFlags)frame[10]) { Version = frame[9] };
        var said = DecodeBody(header, body);
        return body.IsAtEnd ? said : throw new InvalidDataException($"bytes after the body of {said.Command}");
    }

    private static ServerFrame DecodeBody(ServerFrame header, ClassicBody body) => header.Command switch
    {
        Command.AuthStatus => header with { Status = (Status)checked((byte)body.Int32()) },
        Command.Ack => header with { AckedSeq = body.Int32(), Status = body.IsAtEnd ? Status.Ok : (Status)body.Byte() },
        Command.Pong => header,
        Command.Customer or Command.CustomerSupport => header with
        {
            CustomerAppId = body.Int64(),
            CustomerId = body.Int64(),
            StoreId = body.Int64(),
            SellerId = body.Int64(),
            TimestampMs = body.Int32() * 1000L,
            Content = body.TextToEnd(),
        },
        Command.CustomerV2 => header with
        {
            SenderAppId = body.Int64(),
            Sender = body.Int64(),
            ReceiverAppId = body.Int64(),
            Receiver = body.Int64(),
            TimestampMs = body.Int32() * 1000L,
            Content = body.TextToEnd(),
        },
        Command.SyncBegin or Command.SyncEnd or Command.SyncNotify => header with { SyncKey = body.Int64() },
        Command.Metadata => DecodeMetadata(header, body),
        _ => throw new InvalidDataException($"a classic server does not say {header.Command}"),
    };

    private static ServerFrame DecodeMetadata(ServerFrame header, ClassicBody body)
    {
        var said = header with { SyncKey = body.Int64(), PrevSyncKey = body.Int64() };
        return body.Int64() == 0 && body.Int64() == 0 ? said : throw new InvalidDataException("METADATA ends with 16 zero bytes");
    }

    private static byte[] Addressed(long first, long second, long third, long fourth, string content) =>
    [
        .. Int64(first),
        .. Int64(second),
        .. Int64(third),
        .. Int64(fourth),
        .. Int32(ClientTimestamp),
        .. Utf8.ToBytes(content),
    ];

    private static byte[] Counted(string text)
    {
        var bytes = Utf8.ToBytes(text);
        return [checked((byte)bytes.Length), .. bytes];
    }

    private static byte[] Int32(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }

    private static byte[] Int64(long value)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, value);
        return bytes;
    }
}
