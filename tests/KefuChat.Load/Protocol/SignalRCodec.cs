using System.Buffers.Text;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace KefuChat.Load.Protocol;

/// <summary>
/// SignalR's JSON hub protocol (aspnetcore, HubProtocol.md), as far as the baseline's hub needs it: JSON records that end
/// with 0x1e. Frames of the chat are invocations of hub methods; what completes one is its ACK. The letter before the
/// number in an invocation id says what was invoked.
/// </summary>
internal sealed class SignalRCodec : Codec
{
    private const byte EndOfRecord = 0x1e;
    private const byte Authenticate = (byte)'a';
    private const byte Sync = (byte)'s';
    private const byte Message = (byte)'m';

    private readonly RecordBuffer _begun = new();

    public override int WriteAuthToken(Span<byte> target, int seq, string token, string deviceId) => Encoding.UTF8.GetBytes(
        $$"""
        {"protocol":"json","version":1}{{(char)EndOfRecord}}{"type":1,"invocationId":"a{{seq}}","target":"Authenticate","arguments":["{{JsonEncodedText.Encode(token)}}"]}{{(char)EndOfRecord}}
        """,
        target);

    public override int WritePing(Span<byte> target, int seq)
    {
        var ping = "{\"type\":6}\u001e"u8;
        ping.CopyTo(target);
        return ping.Length;
    }

    /// <summary>A hub keeps no queues, so nothing is ever missed; that it answers shows that the live path is up.</summary>
    public override int WriteSync(Span<byte> target, int seq, long syncKey) => Encoding.UTF8.GetBytes(
        $$"""{"type":1,"invocationId":"s{{seq}}","target":"Sync","arguments":[]}{{(char)EndOfRecord}}""", target);

    /// <summary>A hub keeps no keys.</summary>
    public override int WriteSyncKey(Span<byte> target, int seq, long syncKey) => 0;

    /// <summary>What follows the invocation id, up to the uuid.</summary>
    public override byte[] Prepare(OutgoingMessage message) => Encoding.UTF8.GetBytes(
        $$"""
        ","target":"Send","arguments":[{"customerAppId":{{message.CustomerAppId}},"customerId":{{message.CustomerId}},"storeId":{{message.StoreId}},"sellerId":{{message.SellerId}},"content":"{{JsonEncodedText.Encode(message.Content, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}}","uuid":"
        """);

    public override int WriteMessage(
        Span<byte> target, int seq, OutgoingMessage message, ReadOnlySpan<byte> prepared, ReadOnlySpan<byte> uuid)
    {
        var length = 0;
        Append(target, ref length, "{\"type\":1,\"invocationId\":\"m"u8);
        Utf8Formatter.TryFormat(seq, target[length..], out var digits);
        length += digits;
        Append(target, ref length, prepared);
        Append(target, ref length, uuid);
        Append(target, ref length, "\"}]}\u001e"u8);
        return length;
    }

    public override bool TryRead(ReadOnlySpan<byte> bytes, out Frame frame, out int consumed)
    {
        var end = bytes.IndexOf(EndOfRecord);
        if (end < 0)
        {
            // The server's WebSocket messages end where its buffers do, not where records end.
            _begun.Append(bytes);
            consumed = bytes.Length;
            frame = default;
            return false;
        }

        consumed = end + 1;
        frame = ReadRecord(_begun.Complete(bytes[..end]));
        return true;
    }

    private static Frame ReadRecord(ReadOnlySpan<byte> bytes)
    {
        var record = HubRecord.Read(bytes);
        return record.Type switch
        {
            0 when !record.Error.IsEmpty => throw new ProtocolException($"the hub refused the handshake: {record.ErrorText()}"),
            1 => new Frame { Command = Command.Customer, Flags = FrameFlags.Unpersistent, Uuid = record.Uuid },
            3 => ReadCompletion(record),
            7 => throw new ProtocolException($"the hub closes: {record.ErrorText()}"),
            _ => default,
        };
    }

    private static Frame ReadCompletion(scoped in HubRecord record)
    {
        var invocation = record.InvocationId;
        if (invocation.IsEmpty || !Utf8Parser.TryParse(invocation[1..], out long seq, out _))
        {
            throw new ProtocolException("the hub completed an invocation that is none of ours");
        }

        return invocation[0] switch
        {
            Authenticate => new Frame { Command = Command.AuthStatus, Status = record.Error.IsEmpty ? Status.Ok : Status.AuthFailed },
            Sync => new Frame { Command = Command.SyncEnd },
            Message => new Frame { Command = Command.Ack, AckedSeq = seq, Status = record.Error.IsEmpty ? Status.Ok : Status.RoutingUnavailable },
            _ => throw new ProtocolException("the hub completed an invocation that is none of ours"),
        };
    }

    private static void Append(Span<byte> target, ref int length, ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(target[length..]);
        length += bytes.Length;
    }
}
