using System.Text;

namespace KefuChat.Load.Protocol;

/// <summary><c>kefu.v1</c>: one MessagePack array in one WebSocket message.</summary>
internal sealed class KefuV1Codec : Codec
{
    private const int MessageFields = 7;

    public override int WriteAuthToken(Span<byte> target, int seq, string token, string deviceId)
    {
        var writer = new FrameWriter(target);
        writer.Begin(Command.AuthToken, seq, FrameFlags.None, 3);
        writer.Integer(Web);
        writer.Text(token);
        writer.Text(deviceId);
        return writer.Length;
    }

    public override int WritePing(Span<byte> target, int seq)
    {
        var writer = new FrameWriter(target);
        writer.Begin(Command.Ping, seq, FrameFlags.None, 0);
        return writer.Length;
    }

    public override int WriteSync(Span<byte> target, int seq, long syncKey)
    {
        var writer = new FrameWriter(target);
        writer.Begin(Command.Sync, seq, FrameFlags.None, 2);
        writer.Integer(syncKey);
        writer.Integer(0);
        return writer.Length;
    }

    public override int WriteSyncKey(Span<byte> target, int seq, long syncKey)
    {
        var writer = new FrameWriter(target);
        writer.Begin(Command.SyncKey, seq, FrameFlags.None, 1);
        writer.Integer(syncKey);
        return writer.Length;
    }

    /// <summary>All fields but the uuid.</summary>
    public override byte[] Prepare(OutgoingMessage message)
    {
        var writer = new FrameWriter(new byte[message.Content.Length + FrameOverhead]);
        writer.Integer(message.CustomerAppId);
        writer.Integer(message.CustomerId);
        writer.Integer(message.StoreId);
        writer.Integer(message.SellerId);
        writer.Integer(0);
        writer.Utf8(Encoding.ASCII.GetBytes(message.Content));
        return writer.Written.ToArray();
    }

    public override int WriteMessage(
        Span<byte> target, int seq, OutgoingMessage message, ReadOnlySpan<byte> prepared, ReadOnlySpan<byte> uuid)
    {
        var writer = new FrameWriter(target);
        writer.Begin(message.Command, seq, message.Flags, MessageFields);
        writer.Raw(prepared);
        writer.Utf8(uuid);
        return writer.Length;
    }

    public override bool TryRead(ReadOnlySpan<byte> bytes, out Frame frame, out int consumed)
    {
        frame = default;
        consumed = bytes.Length;
        if (bytes.IsEmpty)
        {
            return false;
        }

        var fields = new FrameReader(bytes);
        frame = fields.Command switch
        {
            Command.AuthStatus => ReadAuthStatus(ref fields),
            Command.Ack => ReadAck(ref fields),
            Command.Customer or Command.CustomerSupport => ReadMessage(ref fields),
            Command.SyncEnd => new Frame { Command = Command.SyncEnd, SyncKey = fields.Integer(), HasMore = fields.Boolean() },
            _ => new Frame { Command = fields.Command, SyncKey = fields.Integer() },
        };
        return true;
    }

    private static Frame ReadAuthStatus(scoped ref FrameReader fields)
    {
        var status = (Status)fields.Integer();

        // The status names the user and the time too; neither is news.
        fields.Integer();
        fields.Integer();
        fields.Integer();
        return new Frame { Command = Command.AuthStatus, Status = status, SyncKey = fields.Integer() };
    }

    private static Frame ReadAck(scoped ref FrameReader fields) => new()
    {
        Command = Command.Ack,
        AckedSeq = fields.Integer(),
        Status = (Status)fields.Integer(),
        SyncKey = fields.Integer(),
        PreviousSyncKey = fields.Integer(),
    };

    private static Frame ReadMessage(scoped ref FrameReader fields)
    {
        // Customer's app and id, store, seller, timestamp: the uuid says all of them that matter.
        for (var field = 0; field < 5; field++)
        {
            fields.Integer();
        }

        return new Frame
        {
            Command = fields.Command,
            Flags = fields.Flags,
            Content = fields.Utf8(),
            Uuid = fields.Utf8(),
            SyncKey = fields.Integer(),
            PreviousSyncKey = fields.Integer(),
        };
    }
}
