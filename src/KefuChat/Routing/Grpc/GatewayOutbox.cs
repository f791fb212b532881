using Kefu.Imr.V1;

namespace KefuChat.Routing.Grpc;

/// <summary>What a routing node has to tell one gateway: acknowledgements, publications, answers. Any thread may add; one loop takes.</summary>
/// <param name="maxBytes">The most that may wait.</param>
internal sealed class GatewayOutbox(long maxBytes)
{
    private readonly Lock _gate = new();
    private readonly Signal _changed = new();
    private readonly Queue<(NodeItem Item, int Bytes)> _items = new();
    private long _bytes;
    private ulong _acknowledged;
    private bool _acknowledges;
    private bool _isCompleted;

    /// <summary>Whether nothing is added any more.</summary>
    public bool IsCompleted => Volatile.Read(ref _isCompleted);

    /// <summary>Adds an item. False: too much waits.</summary>
    /// <param name="item">May be shared by several gateways: it is only read.</param>
    /// <param name="bytes">About how many it takes.</param>
    public bool TryAdd(NodeItem item, int bytes)
    {
        lock (_gate)
        {
            if (_isCompleted)
            {
                return true;
            }

            if (_bytes + bytes > maxBytes)
            {
                return false;
            }

            _items.Enqueue((item, bytes));
            _bytes += bytes;
            _changed.Set();
            return true;
        }
    }

    /// <summary>Everything up to a batch is handled.</summary>
    public void Acknowledge(ulong number)
    {
        lock (_gate)
        {
            _acknowledged = number;
            _acknowledges = true;
            _changed.Set();
        }
    }

    /// <summary>Nothing is added any more; what waits can still be taken.</summary>
    public void Complete()
    {
        lock (_gate)
        {
            _isCompleted = true;
            _changed.Set();
        }
    }

    /// <summary>Waits until there may be something to take.</summary>
    public ValueTask WaitAsync() => _changed.WaitAsync(CancellationToken.None);

    /// <summary>Takes whatever gathered, as much as one batch may bear; null when nothing waits.</summary>
    public NodeBatch? TryTake()
    {
        lock (_gate)
        {
            if (_items.Count == 0 && !_acknowledges)
            {
                return null;
            }

            var batch = new NodeBatch { Acknowledged = _acknowledged };
            _acknowledges = false;
            var size = 0;
            while (batch.Items.Count < SessionQueue.MaxItems && size < SessionQueue.MaxBatchBytes && _items.TryDequeue(out var next))
            {
                batch.Items.Add(next.Item);
                size += next.Bytes;
            }

            _bytes -= size;
            return batch;
        }
    }
}
