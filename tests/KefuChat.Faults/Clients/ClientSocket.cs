using System.Text;
using KefuChat.Load.Network;
using KefuChat.Load.Protocol;

namespace KefuChat.Faults.Clients;

/// <summary>One connection of a client, and what it can say on it. Each method gives the number of the frame.</summary>
internal sealed class ClientSocket(Connection connection, Codec codec)
{
    private int _seq;

    /// <summary>Reads what the server sends; on the receive loop.</summary>
    public Codec Codec => codec;

    public int SendToken(string token, string deviceId)
    {
        var frame = new byte[token.Length + Codec.FrameOverhead];
        return Send(frame, codec.WriteAuthToken(frame, ++_seq, token, deviceId));
    }

    public int SendPing()
    {
        var frame = new byte[Codec.SmallFrame];
        return Send(frame, codec.WritePing(frame, ++_seq));
    }

    public int SendSync(long key)
    {
        var frame = new byte[Codec.SmallFrame];
        return Send(frame, codec.WriteSync(frame, ++_seq, key));
    }

    public int SendSyncKey(long key)
    {
        var frame = new byte[Codec.SmallFrame];
        return Send(frame, codec.WriteSyncKey(frame, ++_seq, key));
    }

    public int SendMessage(OutgoingMessage message, string uuid)
    {
        var prepared = codec.Prepare(message);
        var frame = new byte[prepared.Length + Codec.FrameOverhead];
        return Send(frame, codec.WriteMessage(frame, ++_seq, message, prepared, Encoding.ASCII.GetBytes(uuid)));
    }

    /// <summary>Puts on the wire what was sent.</summary>
    public void Flush() => connection.Flush();

    /// <summary>Gives the socket up, as if the network had closed it.</summary>
    public void Drop() => connection.Dispose();

    private int Send(byte[] frame, int length)
    {
        connection.Add(frame.AsSpan(0, length));
        return _seq;
    }
}
