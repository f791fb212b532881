namespace KefuChat.Storage.Grpc;

/// <summary>
/// Some senders' saves, in order. All that is in flight is on one stream; the lane changes to another only when nothing is,
/// so a later save never overtakes an earlier one. Gives what may be sent now to its caller, who guards it by a lock and
/// appends that to <see cref="Stream"/> at once.
/// </summary>
internal sealed class SaveLane
{
    private readonly Queue<PendingSave> _waiting = new();
    private int _inFlight;
    private SaveStream? _next;

    /// <summary>Where all is that is in flight.</summary>
    public SaveStream? Stream { get; private set; }

    /// <summary>Sends a save, or keeps it until it can be.</summary>
    public void Add(PendingSave save, List<PendingSave> ready)
    {
        _waiting.Enqueue(save);
        SendWaiting(ready);
    }

    /// <summary>Says which stream to use as soon as nothing is in flight on another; null for none.</summary>
    public void Use(SaveStream? stream, List<PendingSave> ready)
    {
        _next = stream;
        SendWaiting(ready);
    }

    /// <summary>A save that was in flight is over: answered, and its caller has heard so.</summary>
    public void Finished(List<PendingSave> ready)
    {
        _inFlight--;
        SendWaiting(ready);
    }

    /// <summary>Takes what was in flight on a broken stream back, in front of what came later.</summary>
    public void PutBack(IEnumerable<PendingSave> saves, List<PendingSave> ready)
    {
        var later = _waiting.ToArray();
        _waiting.Clear();
        foreach (var save in saves)
        {
            _inFlight--;
            _waiting.Enqueue(save);
        }

        foreach (var save in later)
        {
            _waiting.Enqueue(save);
        }

        SendWaiting(ready);
    }

    /// <summary>Gives up what waits: it counts as in flight until it is <see cref="Finished"/>.</summary>
    public void TakeWaiting(List<PendingSave> taken)
    {
        _inFlight += _waiting.Count;
        taken.AddRange(_waiting);
        _waiting.Clear();
    }

    private void SendWaiting(List<PendingSave> ready)
    {
        if (Stream != _next && _inFlight == 0)
        {
            Stream = _next;
        }

        while (Stream is not null && Stream == _next && _waiting.TryDequeue(out var save))
        {
            _inFlight++;
            ready.Add(save);
        }
    }
}
