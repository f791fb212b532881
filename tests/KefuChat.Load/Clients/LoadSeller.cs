using KefuChat.Load.Protocol;

namespace KefuChat.Load.Clients;

/// <summary>
/// Receives, by the client's rules of the protocol: takes a push that follows on what it has, else discards it and syncs.
/// What it takes it enters in the sender's ledger. Counts are written on the receive loop; read them anywhere.
/// </summary>
internal sealed class LoadSeller(int index, RunState run) : LoadClient(run.Options.KefuAppId, FirstUid + index, run.Options.Framing)
{
    public const long FirstUid = 1;

    private readonly QueueCursor _cursor = new();

    /// <summary>Messages taken, each counted once.</summary>
    public long Delivered { get; private set; }

    /// <summary>How many of them came by sync, because the live push was missing, collapsed or out of place.</summary>
    public long DeliveredBySync { get; private set; }

    /// <summary>Messages taken a second time.</summary>
    public long Doubled { get; private set; }

    /// <summary>Messages of this run that somebody else was to get.</summary>
    public long Unexpected { get; private set; }

    /// <inheritdoc/>
    public override void OnFramesDone()
    {
        if (!IsClosed && _cursor.ShouldSync(out var key))
        {
            SendSync(key);
        }
    }

    protected override void OnAuthenticated(long newestKey) => _cursor.Start(newestKey);

    protected override void HandleFrame(in Frame frame, long arrivedAt)
    {
        switch (frame.Command)
        {
            case Command.Customer:
                OnMessage(frame, arrivedAt);
                break;
            case Command.SyncEnd:
                _cursor.EndSync(frame.SyncKey, frame.HasMore);
                break;
            case Command.SyncNotify:
                _cursor.Notice(frame.SyncKey);
                break;
            default:
                // PONG's key is not looked at: a live path that died shall show as lost messages, not heal in silence.
                break;
        }
    }

    private void OnMessage(in Frame frame, long arrivedAt)
    {
        var isLive = (frame.Flags & (FrameFlags.Push | FrameFlags.Unpersistent)) != 0;
        var isTaken = frame.Flags.HasFlag(FrameFlags.Unpersistent)
            || (isLive ? _cursor.TryTakePush(frame.SyncKey, frame.PreviousSyncKey) : _cursor.TryTakeSynced(frame.SyncKey));

        // Another run's messages may still be in the queue; the cursor passes over them, the counts do not see them.
        if (isTaken && MessageTag.TryRead(frame.Uuid, out var tag) && tag.Run == run.RunId)
        {
            Enter(tag, isLive, arrivedAt);
        }
    }

    private void Enter(in MessageTag tag, bool isLive, long arrivedAt)
    {
        var customer = LoadCustomer.IndexOf(tag.Sender);
        if (customer < 0 || customer >= run.Ledgers.Count || run.Ledgers[customer].SellerId != Uid)
        {
            Unexpected++;
            return;
        }

        if (!run.Ledgers[customer].Delivered.Add(tag.Number))
        {
            Doubled++;
            return;
        }

        Delivered++;
        if (!isLive)
        {
            DeliveredBySync++;
        }

        if (run.Window is { } window && window.Measures(tag.DueAt))
        {
            run.DeliveryLatency.Record(arrivedAt - tag.DueAt);
        }
    }
}
