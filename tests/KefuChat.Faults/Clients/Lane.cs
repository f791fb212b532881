namespace KefuChat.Faults.Clients;

/// <summary>What waits to be sent to one receiver, in order. At most the first is on its way.</summary>
internal sealed class Lane
{
    private long _pausedUntil;
    private int _refusals;

    /// <summary>The first is what is to be stored next.</summary>
    public List<SentMessage> Messages { get; } = [];

    /// <summary>Whether the first is on its way.</summary>
    public bool IsBusy { get; set; }

    /// <summary>Whether something may be sent now.</summary>
    public bool IsReady(long now) => Messages.Count > 0 && !IsBusy && now >= _pausedUntil;

    /// <summary>The first was refused for now.</summary>
    public void Pause(long now)
    {
        IsBusy = false;
        _pausedUntil = now + RetryPause.After(_refusals++);
    }

    /// <summary>The first is stored, or refused for good.</summary>
    public void Advance()
    {
        Messages.RemoveAt(0);
        IsBusy = false;
        _refusals = 0;
        _pausedUntil = 0;
    }

    /// <summary>The connection is gone; the next one knows nothing of a pause.</summary>
    public void Release()
    {
        IsBusy = false;
        _pausedUntil = 0;
    }
}
