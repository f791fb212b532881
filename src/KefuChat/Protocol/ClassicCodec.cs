using System.Buffers;
using System.Buffers.Binary;

namespace KefuChat.Protocol;

/// <summary>
/// The classic framing of the original Go service: a 12-byte header and a body (protos/wire-protocol.md). Speaks to
/// clients that are older than status codes, METADATA or both.
/// </summary>
/// <param name="kefuAppId">The app where sellers live: tells the direction of a CUSTOMER_V2.</param>
internal sealed class ClassicCodec(long kefuAppId) : Codec
{
    /// <summary>The first protocol version whose ACK carries a status.</summary>
    private const byte VersionWithStatus = 2;

    private int _seq;

    // Written by the read loop before any answer to AUTH_TOKEN is queued, so the write loop sees it.
    private volatile byte _version;

    /// <inheritdoc/>
    public override string Framing => "classic";

    /// <inheritdoc/>
    public override bool ClosesOnFailedAuthentication => false;

    /// <inheritdoc/>
    public override bool TryDecode(in ReadOnlySequence<byte> bytes, out Frame frame, out Refusal refusal)
    {
        frame = default;
        if (bytes.Length < ClassicHeader.Bytes)
        {
            refusal = new Refusal(CloseCode.Malformed, "header: shorter than 12 bytes");
            return false;
        }

        Span<byte> headerBytes = stackalloc byte[ClassicHeader.Bytes];
        bytes.Slice(0, ClassicHeader.Bytes).CopyTo(headerBytes);
        var header = ClassicHeader.Read(headerBytes);
        if (header.IsRefused(ClassicHeader.BodyLimit, out refusal))
        {
            return false;
        }

        if (bytes.Length - ClassicHeader.Bytes != header.BodyLength)
        {
            refusal = new Refusal(CloseCode.Malformed, "header: the body length is not that of the frame");
            return false;
        }

        try
        {
            var body = bytes.Slice(ClassicHeader.Bytes);
            frame = new Frame(header.Seq, DecodeBody(header, body.IsSingleSegment ? body.FirstSpan : body.ToArray()));
            return true;
        }
        catch (MalformedFrameException e)
        {
            refusal = new Refusal(CloseCode.Malformed, e.Message);
            return false;
        }
    }

    /// <inheritdoc/>
    public override void Encode(Message message, FrameWriter output)
    {
        switch (message)
        {
            // Only 0 and 1 are known there: for anything else the connection's end says all that can be said.
            case AuthStatus { Status: Status.Ok or Status.AuthFailed } m:
                BinaryPrimitives.WriteInt32BigEndian(Begin(output, m.Command, 4), (int)m.Status);
                End(output, 4);
                break;
            case AuthStatus:
                break;
            case Pong m:
                Begin(output, m.Command, 0);
                End(output, 0);
                break;
            case Ack m:
                EncodeAck(m, output);
                break;
            case Delivery m:
                EncodeDelivery(m, output);
                break;
            case SyncBegin m:
                EncodeKey(m.Command, m.SyncKey, output);
                break;
            case SyncEnd m:
                EncodeKey(m.Command, m.SyncKey, output);
                if (m.HasMore)
                {
                    EncodeKey(Command.SyncNotify, m.SyncKey + 1, output);
                }

                break;
            case SyncNotify m:
                EncodeKey(m.Command, m.SyncKey, output);
                break;
            default:
                throw new ArgumentException($"{message.Command} is not a message of the server's", nameof(message));
        }
    }

    private Message DecodeBody(ClassicHeader header, ReadOnlySpan<byte> body)
    {
        var fields = new ClassicFieldReader(body);
        var flags = (MessageFlags)header.Flags & MessageFlags.FromClient;
        switch ((Command)header.Command)
        {
            case Command.AuthToken:
                var platform = (Platform)fields.ReadByte("platform");
                var token = fields.ReadCountedString("token");
                var deviceId = fields.ReadCountedString("device id");
                _version = header.Version;
                return new AuthToken(platform, token, deviceId);
            case Command.Ping:
                return Ping.Instance;
            case Command.Ack:
                return new DeliveryAck(fields.ReadInt32("acked seq"));
            case Command.Sync:
                return new Sync(fields.ReadId("sync_key"), 0, SyncOrigin.User);
            case Command.SyncKey:
                return new SyncKeyConfirmed(fields.ReadId("sync_key"));
            case Command.Customer or Command.CustomerSupport:
                return ClassicMessageReader.Read(ref fields, (Command)header.Command, flags);
            case Command.CustomerV2:
                return ClassicMessageReader.ReadV2(ref fields, flags, kefuAppId);
            default:
                throw new MalformedFrameException($"command: {header.Command} is not a command a client may send");
        }
    }

    /// <summary>To a client that cannot read a status any ACK means success, so it gets none for a refusal.</summary>
    private void EncodeAck(Ack ack, FrameWriter output)
    {
        if (_version < VersionWithStatus && ack.Status != Status.Ok)
        {
            return;
        }

        if (ack.SyncKey > 0)
        {
            EncodeMetadata(ack.SyncKey, output);
        }

        var length = _version < VersionWithStatus ? 4 : 5;
        var body = Begin(output, Command.Ack, length);
        BinaryPrimitives.WriteInt32BigEndian(body, unchecked((int)ack.AckedSeq));
        if (length == 5)
        {
            body[4] = (byte)ack.Status;
        }

        End(output, length);
    }

    private void EncodeDelivery(Delivery delivery, FrameWriter output)
    {
        if (delivery.IsPush)
        {
            EncodeMetadata(delivery.SyncKey, output);
        }

        var message = delivery.Message;
        var length = 36 + message.Content.Length;
        var body = Begin(output, message.IsV2 ? Command.CustomerV2 : message.Command, length, delivery.Flags);
        var (first, second, third, fourth) = message.IsV2
            ? V2Ids(message)
            : (message.CustomerAppId, message.CustomerId, message.StoreId, message.SellerId);
        BinaryPrimitives.WriteInt64BigEndian(body, first);
        BinaryPrimitives.WriteInt64BigEndian(body[8..], second);
        BinaryPrimitives.WriteInt64BigEndian(body[16..], third);
        BinaryPrimitives.WriteInt64BigEndian(body[24..], fourth);
        BinaryPrimitives.WriteInt32BigEndian(body[32..], unchecked((int)(message.TimestampMs / 1000)));
        message.Content.Span.CopyTo(body[36..]);
        End(output, length);

        // A client older than METADATA syncs on this; one that took the message finds nothing new behind it.
        if (delivery.IsPush)
        {
            EncodeKey(Command.SyncNotify, delivery.SyncKey, output);
        }
    }

    private (long SenderApp, long Sender, long ReceiverApp, long Receiver) V2Ids(CustomerMessage message)
    {
        var (sender, receiver) = (message.Sender(kefuAppId), message.Receiver(kefuAppId));
        return (sender.AppId, sender.Uid, receiver.AppId, receiver.Uid);
    }

    private void EncodeMetadata(long syncKey, FrameWriter output)
    {
        var body = Begin(output, Command.Metadata, 32);
        BinaryPrimitives.WriteInt64BigEndian(body, syncKey);
        BinaryPrimitives.WriteInt64BigEndian(body[8..], SyncKeys.Previous(syncKey));
        body[16..32].Clear();
        End(output, 32);
    }

    private void EncodeKey(Command command, long syncKey, FrameWriter output)
    {
        BinaryPrimitives.WriteInt64BigEndian(Begin(output, command, 8), syncKey);
        End(output, 8);
    }

    private Span<byte> Begin(FrameWriter output, Command command, int bodyLength, MessageFlags flags = MessageFlags.None)
    {
        var span = output.GetSpan(ClassicHeader.Bytes + bodyLength);
        new ClassicHeader(bodyLength, ++_seq, (byte)command, _version, (byte)flags).Write(span);
        return span[ClassicHeader.Bytes..];
    }

    private static void End(FrameWriter output, int bodyLength)
    {
        output.Advance(ClassicHeader.Bytes + bodyLength);
        output.EndFrame();
    }
}
