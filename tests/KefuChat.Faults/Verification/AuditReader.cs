using KefuChat.Faults.Clients;
using KefuChat.Load.Crowd;
using KefuChat.Load.Protocol;

namespace KefuChat.Faults.Verification;

/// <summary>
/// What is said on the connection of an audit. A device that was never seen gets the newest 200 messages only; one that has
/// confirmed key 0, which says that it holds nothing, gets all.
/// </summary>
internal sealed class AuditReader
{
    private readonly KefuV1Codec _codec = new();
    private int _seq;
    private long _position;

    public List<QueueEntry> Entries { get; } = [];

    /// <summary>Where the queue ends, as far as the server told.</summary>
    public long NewestKey { get; private set; }

    /// <summary>The end of the queue was reached.</summary>
    public bool IsDone { get; private set; }

    /// <summary>The frame to begin with.</summary>
    public byte[] Login(string token, string deviceId)
    {
        var frame = new byte[token.Length + Codec.FrameOverhead];
        return frame[.._codec.WriteAuthToken(frame, ++_seq, token, deviceId)];
    }

    /// <summary>Takes a frame of the server's; gives the frames to be sent next.</summary>
    /// <exception cref="RefusedException">The server would not.</exception>
    /// <exception cref="ProtocolException">It said what it must not.</exception>
    public IReadOnlyList<byte[]> Take(ReadOnlySpan<byte> payload)
    {
        _codec.TryRead(payload, out var frame, out _);
        switch (frame.Command)
        {
            case Command.AuthStatus or Command.Ack when frame.Status != Status.Ok:
                throw new RefusedException(frame.Command, frame.Status);
            case Command.AuthStatus:
                NewestKey = frame.SyncKey;
                return [ConfirmNothing(), Sync(0)];
            case Command.SyncBegin when frame.SyncKey != _position:
                throw new ProtocolException($"a sync from {_position} was answered from {frame.SyncKey}");
            case Command.Customer or Command.CustomerSupport:
                Entries.Add(new QueueEntry(frame.SyncKey, MessageName.TryRead(frame.Content, out var name) ? name : null));
                return [];
            case Command.SyncEnd:
                NewestKey = Math.Max(NewestKey, frame.SyncKey);
                IsDone = !frame.HasMore;
                return frame.HasMore ? [Sync(frame.SyncKey)] : [];
            default:
                return [];
        }
    }

    private byte[] ConfirmNothing()
    {
        var frame = new byte[Codec.SmallFrame];
        return frame[.._codec.WriteSyncKey(frame, ++_seq, 0)];
    }

    private byte[] Sync(long key)
    {
        _position = key;
        var frame = new byte[Codec.SmallFrame];
        return frame[.._codec.WriteSync(frame, ++_seq, key)];
    }
}
