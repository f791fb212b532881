using KefuChat.Protocol;
using KefuChat.Tests.TestClients.Wire;

namespace KefuChat.Tests.Processes.Cluster;

/// <summary>A user's queue as a client by the book holds it: an entry is taken only where it continues what is there.</summary>
internal sealed class QueueView
{
    /// <summary>The contents, in queue order: entry 0 has sync key 1.</summary>
    public List<string> Contents { get; } = [];

    public long Key => Contents.Count;

    /// <summary>A live entry, or one's own message by its ACK. False: there is a gap before it, so a sync is due.</summary>
    public bool TryTake(ServerFrame frame, string content)
    {
        if (frame.SyncKey <= Key)
        {
            // Known already; it must be the same.
            Assert.Equal(Contents[(int)frame.SyncKey - 1], content);
            return true;
        }

        if (frame.PrevSyncKey != Key)
        {
            return false;
        }

        Assert.Equal(Key + 1, frame.SyncKey);
        Contents.Add(content);
        return true;
    }

    /// <summary>An entry of a sync round, which begins behind the key that was asked for and has no gap.</summary>
    public void TakeSynced(ServerFrame frame)
    {
        Assert.Equal(MessageFlags.None, frame.Flags & MessageFlags.Push);
        if (frame.SyncKey <= Key)
        {
            Assert.Equal(Contents[(int)frame.SyncKey - 1], frame.Content);
            return;
        }

        Assert.Equal(Key + 1, frame.SyncKey);
        Contents.Add(frame.Content);
    }
}
