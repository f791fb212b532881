using KefuChat.Cluster;
using KefuChat.Protocol;

namespace KefuChat.Storage.Grpc;

/// <summary>
/// Which nodes can be used now. Those of different stores must not be used together, so then none is, whichever are live.
/// When there has been none for <see cref="Patience"/>, nobody waits for one any longer.
/// </summary>
internal sealed partial class ImsNodes : IDisposable
{
    /// <summary>A quick restart of the only node is a pause; what takes longer is an outage.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly string _addresses;
    private readonly SaveLanes _lanes;
    private readonly ILogger _logger;
    private readonly Lock _gate = new();
    private readonly ITimer _patience;
    private readonly Dictionary<ImsEndpoint, ImsNode> _live = [];
    private readonly Dictionary<ImsEndpoint, string> _stores = [];
    private ImsNode[] _usable = [];
    private RendezvousHash<ImsNode>? _hash;
    private TaskCompletionSource _decided = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isUnavailable;
    private bool _isConflict;
    private bool _disposed;

    /// <summary>Begins with none.</summary>
    /// <param name="addresses">All there should be, for messages.</param>
    /// <param name="lanes">The saves.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Hears when there is none, and when there is one again.</param>
    public ImsNodes(string addresses, SaveLanes lanes, TimeProvider time, ILogger logger)
    {
        _addresses = addresses;
        _lanes = lanes;
        _logger = logger;
        _patience = time.CreateTimer(_ => GiveUp(), null, Patience, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The live nodes, usable or not.</summary>
    public IReadOnlyList<ImsNode> Live
    {
        get
        {
            lock (_gate)
            {
                return [.. _live.Values];
            }
        }
    }

    /// <summary>Why there is none, in words; "" while there are.</summary>
    public string Problem
    {
        get
        {
            lock (_gate)
            {
                return this switch
                {
                    { _disposed: true } => "the store is closed",
                    { _isConflict: true } => Conflict(),
                    { _usable.Length: 0 } => $"no storage node can be reached: {_addresses}",
                    _ => "",
                };
            }
        }
    }

    /// <summary>The endpoint has become live.</summary>
    public void Opened(ImsEndpoint endpoint, ImsNode node, string storeId)
    {
        lock (_gate)
        {
            if (_disposed)
            {
                node.Stream.Complete();
                return;
            }

            _live[endpoint] = node;
            _stores[endpoint] = storeId;
            Update();
        }

        _lanes.RefuseWaiting();
    }

    /// <summary>The endpoint is no longer live. What its stream has not answered goes elsewhere.</summary>
    public void Lost(ImsEndpoint endpoint, ImsNode node)
    {
        lock (_gate)
        {
            _live.Remove(endpoint);
            if (!_disposed)
            {
                Update();
            }
        }

        _lanes.TakeBack(node.Stream);
    }

    /// <summary>
    /// A node to ask, spread by user; waits for one within <see cref="Patience"/>. Null when there is none, or none but the
    /// one that failed.
    /// </summary>
    public async ValueTask<ImsNode?> PickAsync(User user, ImsNode? failed)
    {
        while (true)
        {
            Task decided;
            lock (_gate)
            {
                if (_usable.Length > 0 || _isUnavailable)
                {
                    return failed is null ? _hash?.Pick(user) : Hash(Array.FindAll(_usable, node => node != failed))?.Pick(user);
                }

                decided = _decided.Task;
            }

            await decided;
        }
    }

    /// <summary>No node is used any more: what waits is refused, what is on its way is answered.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _usable = [];
            _hash = null;
            _isUnavailable = true;
            _patience.Dispose();
            _decided.TrySetResult();
            _lanes.Use(null);
            _lanes.Refuse();
            foreach (var node in _live.Values)
            {
                node.Stream.Complete();
            }
        }

        _lanes.RefuseWaiting();
    }

    private void Update()
    {
        var wasUsable = _usable.Length > 0;
        TellConflict(_stores.Values.Distinct().Count() > 1);
        _usable = _isConflict ? [] : [.. _live.Values];
        _hash = Hash(_usable);
        _lanes.Use(_hash);
        if (_usable.Length > 0)
        {
            _patience.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _decided.TrySetResult();
            if (_isUnavailable)
            {
                _isUnavailable = false;
                LogAvailable(_addresses);
            }
        }
        else if (_isConflict)
        {
            // No patience: it takes somebody to mend it.
            BeUnavailable();
        }
        else if (wasUsable)
        {
            _decided = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _patience.Change(Patience, Timeout.InfiniteTimeSpan);
        }
    }

    private static RendezvousHash<ImsNode>? Hash(ImsNode[] nodes) =>
        nodes.Length > 0 ? new RendezvousHash<ImsNode>(nodes, node => node.Name) : null;

    private void GiveUp()
    {
        lock (_gate)
        {
            if (_disposed || _usable.Length > 0)
            {
                return;
            }

            BeUnavailable();
        }

        _lanes.RefuseWaiting();
    }

    private void BeUnavailable()
    {
        if (!_isUnavailable)
        {
            _isUnavailable = true;
            _decided.TrySetResult();
            _lanes.Refuse();
            LogUnavailable(_addresses);
        }
    }

    private void TellConflict(bool isConflict)
    {
        if (isConflict && !_isConflict)
        {
            LogConflict(Conflict());
        }
        else if (!isConflict && _isConflict)
        {
            LogAgree();
        }

        _isConflict = isConflict;
    }

    private string Conflict() => "these nodes hold different stores and must not be used together: "
        + string.Join(", ", _stores.Select(store => $"{store.Key.Name} (store {store.Value})"));

    [LoggerMessage(1103, LogLevel.Error, "No storage node of {Nodes} can be used; messages are refused with STORAGE_UNAVAILABLE until one can")]
    private partial void LogUnavailable(string nodes);

    [LoggerMessage(1104, LogLevel.Information, "Storage at {Nodes} takes messages again")]
    private partial void LogAvailable(string nodes);

    [LoggerMessage(1105, LogLevel.Error, "Kefu:Ims: {Conflict}. None of them is used")]
    private partial void LogConflict(string conflict);

    [LoggerMessage(1106, LogLevel.Information, "The storage nodes hold the same store again")]
    private partial void LogAgree();
}
