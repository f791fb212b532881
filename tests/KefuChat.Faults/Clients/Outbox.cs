using KefuChat.Protocol;

namespace KefuChat.Faults.Clients;

/// <summary>
/// What a user wrote and the server is not known to have, sent until it has it, always under the same uuid. One message of a
/// conversation is on its way at a time, as the web client does it: so their order holds also where one is refused for now.
/// </summary>
internal sealed class Outbox
{
    private readonly Dictionary<User, Lane> _lanes = [];

    /// <summary>By the number of the frame: the ACK may come after the queue told the same.</summary>
    private readonly Dictionary<long, SentMessage> _inFlight = [];

    /// <summary>Messages not settled.</summary>
    public int Count => _lanes.Values.Sum(lane => lane.Messages.Count);

    /// <summary>Messages not settled.</summary>
    public IEnumerable<SentMessage> Messages => _lanes.Values.SelectMany(lane => lane.Messages);

    public void Add(SentMessage message)
    {
        if (!_lanes.TryGetValue(message.Name.Receiver, out var lane))
        {
            _lanes[message.Name.Receiver] = lane = new Lane();
        }

        lane.Messages.Add(message);
    }

    /// <summary>What may be sent now.</summary>
    public IEnumerable<SentMessage> Due(long now) => _lanes.Values.Where(lane => lane.IsReady(now)).Select(lane => lane.Messages[0]);

    /// <summary>A message is on its way, in the frame of that number.</summary>
    public void OnSent(SentMessage message, long seq)
    {
        _lanes[message.Name.Receiver].IsBusy = true;
        _inFlight[seq] = message;
    }

    /// <summary>The message whose answer this is; null when it is the answer to something else.</summary>
    public SentMessage? TakeAnswered(long seq) => _inFlight.Remove(seq, out var message) ? message : null;

    /// <summary>A message was refused for now; one that is settled meanwhile is left alone.</summary>
    public void Pause(SentMessage message, long now)
    {
        if (IsFirst(message.Name, out var lane))
        {
            lane.Pause(now);
        }
    }

    /// <summary>A message is stored, or refused for good. Whether that was news.</summary>
    public bool Settle(MessageName name)
    {
        var isNews = IsFirst(name, out var lane);
        if (isNews)
        {
            lane.Advance();
        }

        return isNews;
    }

    /// <summary>The connection is gone: what was on its way waits for the next.</summary>
    public void End()
    {
        _inFlight.Clear();
        foreach (var lane in _lanes.Values)
        {
            lane.Release();
        }
    }

    /// <summary>Only the first of a lane was ever sent, so only it can have been stored or refused.</summary>
    private bool IsFirst(MessageName name, out Lane lane) =>
        _lanes.TryGetValue(name.Receiver, out lane!) && lane.Messages is [var first, ..] && first.Name == name;
}
