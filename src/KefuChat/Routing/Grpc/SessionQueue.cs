namespace KefuChat.Routing.Grpc;

/// <summary>
/// What waits in one session and what of it is not acknowledged: items are taken in batches, in order, and kept until the
/// node has handled them. Not thread-safe.
/// </summary>
/// <param name="opening">What the session begins with. Bounded by itself: it does not count among the bytes.</param>
internal sealed class SessionQueue(IEnumerable<OutgoingItem> opening)
{
    /// <summary>The most items of one batch.</summary>
    public const int MaxItems = 512;

    /// <summary>What a batch may grow to before its last item; far below the 4 MB that a gRPC message may have.</summary>
    public const int MaxBatchBytes = 1024 * 1024;

    /// <summary>The most batches on their way; what comes then gathers for the next one.</summary>
    public const int MaxBatches = 16;

    private readonly Queue<OutgoingItem> _opening = new(opening);
    private readonly Queue<OutgoingItem> _items = new();
    private readonly Queue<SentBatch> _sent = new();
    private ulong _lastNumber;

    /// <summary>About how many bytes wait or are not acknowledged.</summary>
    public long Bytes { get; private set; }

    /// <summary>Whether nothing waits.</summary>
    public bool IsEmpty => _opening.Count == 0 && _items.Count == 0;

    /// <summary>Since when an acknowledgement is awaited, as a timestamp of the clock; null when none is.</summary>
    public long? AwaitsSince => _sent.TryPeek(out var oldest) ? oldest.SentAt : null;

    /// <summary>All that is not acknowledged, in order.</summary>
    public IEnumerable<OutgoingItem> Unacknowledged => _sent.SelectMany(batch => batch.Items).Concat(_opening).Concat(_items);

    /// <summary>Puts an item behind the others.</summary>
    public void Add(in OutgoingItem item)
    {
        _items.Enqueue(item);
        Bytes += item.Bytes;
    }

    /// <summary>Takes the next batch; null when there is none, or too many are not acknowledged.</summary>
    /// <param name="evenEmpty">Whether there is one even if nothing waits.</param>
    /// <param name="now">The clock's timestamp.</param>
    public SentBatch? TryTake(bool evenEmpty, long now)
    {
        if (_sent.Count >= MaxBatches || (IsEmpty && !evenEmpty))
        {
            return null;
        }

        var items = new List<OutgoingItem>();
        var size = 0;
        var counted = 0L;
        while (items.Count < MaxItems && size < MaxBatchBytes && TryNext(out var item, out var counts))
        {
            items.Add(item);
            size += item.Bytes;
            counted += counts ? item.Bytes : 0;
        }

        var batch = new SentBatch(++_lastNumber, items, counted, now);
        _sent.Enqueue(batch);
        return batch;
    }

    /// <summary>The node has handled everything up to a batch. Gives what that is.</summary>
    public List<OutgoingItem> Acknowledge(ulong number)
    {
        if (number > _lastNumber)
        {
            throw new InvalidDataException($"batch {number} is acknowledged, and was never sent");
        }

        var handled = new List<OutgoingItem>();
        while (_sent.TryPeek(out var batch) && batch.Number <= number)
        {
            _sent.Dequeue();
            Bytes -= batch.Bytes;
            handled.AddRange(batch.Items);
        }

        return handled;
    }

    private bool TryNext(out OutgoingItem item, out bool counts)
    {
        counts = !_opening.TryDequeue(out item);
        return !counts || _items.TryDequeue(out item);
    }
}
