using System.Buffers;
using MessagePack;

namespace KefuChat.Protocol;

/// <summary>
/// The <c>kefu.v1</c> framing: a frame is one MessagePack array <c>[command, seq, flags, ...fields]</c>
/// (protos/wire-protocol.md). Elements that are missing at the end are 0, "" or nil; unknown ones are ignored.
/// </summary>
internal sealed class KefuV1Codec : Codec
{
    /// <summary>The WebSocket subprotocol that chooses this framing.</summary>
    public const string Subprotocol = "kefu.v1";

    private long _seq;

    /// <inheritdoc/>
    public override string Framing => Subprotocol;

    /// <inheritdoc/>
    public override bool ClosesOnFailedAuthentication => true;

    /// <inheritdoc/>
    public override bool TryDecode(in ReadOnlySequence<byte> bytes, out Frame frame, out Refusal refusal)
    {
        frame = default;
        refusal = default;
        var fields = new KefuV1FieldReader(bytes);
        try
        {
            frame = Decode(ref fields);
            return true;
        }
        catch (MalformedFrameException e)
        {
            refusal = new Refusal(CloseCode.Malformed, e.Message);
        }
        catch (Exception e) when (e is MessagePackSerializationException or EndOfStreamException or OverflowException)
        {
            refusal = new Refusal(CloseCode.Malformed, $"{fields.Field}: missing, cut short or of the wrong type");
        }

        return false;
    }

    /// <inheritdoc/>
    public override void Encode(Message message, FrameWriter output)
    {
        var writer = new MessagePackWriter(output);
        switch (message)
        {
            case AuthStatus m:
                Begin(ref writer, m, MessageFlags.None, fields: 5);
                writer.Write((byte)m.Status);
                writer.Write(m.User.AppId);
                writer.Write(m.User.Uid);
                writer.Write(m.ServerTimeMs);
                writer.Write(m.SyncKey);
                break;
            case Ack m:
                Begin(ref writer, m, MessageFlags.None, fields: 6);
                writer.Write(m.AckedSeq);
                writer.Write((byte)m.Status);
                writer.Write(m.SyncKey);
                writer.Write(SyncKeys.Previous(m.SyncKey));
                writer.Write(m.TimestampMs);
                writer.Write(m.Reason);
                break;
            case Delivery m:
                Begin(ref writer, m, m.Flags, fields: 9);
                WriteDelivery(ref writer, m);
                break;
            case Pong m:
                BeginKey(ref writer, m, m.SyncKey, fields: 1);
                break;
            case SyncBegin m:
                BeginKey(ref writer, m, m.SyncKey, fields: 1);
                break;
            case SyncEnd m:
                BeginKey(ref writer, m, m.SyncKey, fields: 2);
                writer.Write(m.HasMore);
                break;
            case SyncNotify m:
                BeginKey(ref writer, m, m.SyncKey, fields: 1);
                break;
            default:
                throw new ArgumentException($"{message.Command} is not a message of the server's", nameof(message));
        }

        writer.Flush();
        output.EndFrame();
    }

    private static Frame Decode(ref KefuV1FieldReader fields)
    {
        var command = fields.ReadCommand();
        var seq = fields.ReadCount("seq");
        var flags = (MessageFlags)(fields.ReadCount("flags") & (long)MessageFlags.FromClient);
        Message message = command switch
        {
            (long)Command.AuthToken => new AuthToken(
                (Platform)fields.ReadByte("platform"),
                fields.ReadString("token"),
                ReadDeviceId(ref fields)),
            (long)Command.Ping => Ping.Instance,
            (long)Command.Customer => ReadMessage(ref fields, Command.Customer, flags),
            (long)Command.CustomerSupport => ReadMessage(ref fields, Command.CustomerSupport, flags),
            (long)Command.Ack => new DeliveryAck(fields.ReadCount("acked seq")),
            (long)Command.Sync => new Sync(
                fields.ReadCount("sync_key"),
                (int)Math.Min(fields.ReadCount("limit"), int.MaxValue),
                SyncOrigin.Device),
            (long)Command.SyncKey => new SyncKeyConfirmed(fields.ReadCount("sync_key")),
            _ => new Refused(command, Status.UnknownCommand, $"{command} is not a command a client may send"),
        };
        fields.ReadToEnd();
        return new Frame(seq, message);
    }

    private static string ReadDeviceId(ref KefuV1FieldReader fields)
    {
        var deviceId = fields.ReadUtf8("device_id");
        return deviceId.Length <= AuthToken.MaxDeviceIdBytes
            ? System.Text.Encoding.UTF8.GetString(deviceId.Span)
            : throw new MalformedFrameException($"device_id: over {AuthToken.MaxDeviceIdBytes} bytes");
    }

    private static CustomerMessage ReadMessage(ref KefuV1FieldReader fields, Command command, MessageFlags flags)
    {
        var customerAppId = fields.ReadCount("customer_appid");
        var customerId = fields.ReadCount("customer_id");
        var storeId = fields.ReadCount("store_id");
        var sellerId = fields.ReadCount("seller_id");
        fields.Skip("timestamp_ms");
        return new CustomerMessage(command)
        {
            Flags = flags,
            CustomerAppId = customerAppId,
            CustomerId = customerId,
            StoreId = storeId,
            SellerId = sellerId,
            Content = fields.ReadUtf8("content"),
            Uuid = fields.ReadString("uuid"),
        };
    }

    private static void WriteDelivery(ref MessagePackWriter writer, Delivery delivery)
    {
        var message = delivery.Message;
        writer.Write(message.CustomerAppId);
        writer.Write(message.CustomerId);
        writer.Write(message.StoreId);
        writer.Write(message.SellerId);
        writer.Write(message.TimestampMs);
        writer.WriteString(message.Content.Span);
        writer.Write(message.Uuid);
        writer.Write(delivery.SyncKey);
        writer.Write(SyncKeys.Previous(delivery.SyncKey));
    }

    private void BeginKey(ref MessagePackWriter writer, Message message, long syncKey, int fields)
    {
        Begin(ref writer, message, MessageFlags.None, fields);
        writer.Write(syncKey);
    }

    private void Begin(ref MessagePackWriter writer, Message message, MessageFlags flags, int fields)
    {
        writer.WriteArrayHeader(3 + fields);
        writer.Write((byte)message.Command);
        writer.Write(++_seq);
        writer.Write((byte)flags);
    }
}
