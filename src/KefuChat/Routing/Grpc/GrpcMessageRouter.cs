using Grpc.Core;
using Kefu.Imr.V1;
using KefuChat.Cluster;
using KefuChat.Telemetry;
using User = KefuChat.Protocol.User;

namespace KefuChat.Routing.Grpc;

/// <summary>
/// Routing over gRPC: a user's routes live on the node that rendezvous hashing picks from the configured addresses. One
/// session with each node; while a node is out of reach its users' messages are owed, and they are told of them when it
/// is back.
/// </summary>
internal sealed class GrpcMessageRouter : IMessageRouter, INodeObserver, IAsyncDisposable
{
    /// <summary>
    /// How long users who move to another node stay subscribed at their old one: other gateways learn of the change at
    /// their own time.
    /// </summary>
    public static readonly TimeSpan OverlapTime = TimeSpan.FromSeconds(60);

    private readonly Func<Uri, CallInvoker> _channels;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly KefuMetrics? _metrics;
    private readonly long _maxWaitingBytes;
    private readonly string _gateway = Guid.NewGuid().ToString("N");

    // Which users are subscribed where; publishing takes it only where the nodes have just changed.
    private readonly Lock _gate = new();
    private readonly List<RoutingNode> _all = [];
    private readonly List<Task> _ending = [];
    private readonly Deadlines<(RoutingNode Node, User User)> _lingering;
    private readonly Deadlines<RoutingNode> _retiring;
    private volatile RendezvousHash<RoutingNode> _nodes;
    private IRouteListener? _listener;

    /// <summary>Opens the sessions once somebody listens.</summary>
    /// <param name="addresses">The nodes, at least one; every gateway is given the same.</param>
    /// <param name="channels">The way to an address; kept by who gives it.</param>
    /// <param name="time">Whose time counts.</param>
    /// <param name="logger">Where it says which nodes are reached.</param>
    /// <param name="maxWaitingBytes">The most that may wait for one node before its session is ended.</param>
    /// <param name="metrics">Where it counts; null for nowhere.</param>
    public GrpcMessageRouter(
        IReadOnlyList<string> addresses,
        Func<Uri, CallInvoker> channels,
        TimeProvider time,
        ILogger<GrpcMessageRouter> logger,
        long maxWaitingBytes = 64 * 1024 * 1024,
        KefuMetrics? metrics = null)
    {
        _channels = channels;
        _time = time;
        _logger = logger;
        _maxWaitingBytes = maxWaitingBytes;
        _metrics = metrics;
        _lingering = new Deadlines<(RoutingNode, User)>(time, OverlapTime, EndLingering);
        _retiring = new Deadlines<RoutingNode>(time, OverlapTime, Retire);
        _nodes = Choose(addresses);
    }

    /// <inheritdoc/>
    public bool IsReachable => _nodes.Nodes.Any(node => node.IsLive);

    /// <summary>The addresses of configured nodes that cannot be reached now.</summary>
    public IReadOnlyList<string> UnreachableNodes => [.. _nodes.Nodes.Where(node => !node.IsLive).Select(node => node.Name)];

    /// <inheritdoc/>
    public void Listen(IRouteListener listener)
    {
        lock (_gate)
        {
            _listener = listener;
            _all.ForEach(node => node.Start());
        }
    }

    /// <inheritdoc/>
    public void Subscribe(User user)
    {
        lock (_gate)
        {
            _nodes.Pick(user).Outbox.Subscribe(user);
        }
    }

    /// <inheritdoc/>
    public void Unsubscribe(User user)
    {
        lock (_gate)
        {
            _nodes.Pick(user).Outbox.Unsubscribe(user);
            foreach (var node in _all.Where(node => _lingering.Remove((node, user))))
            {
                node.Outbox.Unsubscribe(user);
            }
        }
    }

    /// <inheritdoc/>
    public bool Publish(in Publication publication)
    {
        var nodes = _nodes;
        var node = nodes.Pick(publication.Receiver);
        var isPublished = node.Outbox.Publish(publication);
        if (!isPublished && nodes != _nodes)
        {
            BringHome(node);
        }

        return isPublished;
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<bool>> PresenceAsync(IReadOnlyList<User> users) => PresenceSurvey.AskAsync(_nodes, users, _time);

    /// <summary>
    /// Nodes were added or removed: only users whose node that changes move. They are published to at their new node at
    /// once, and stay subscribed at the old for <see cref="OverlapTime"/>; a removed node's session ends after that.
    /// </summary>
    public void SetNodes(IReadOnlyList<string> addresses)
    {
        lock (_gate)
        {
            var before = _nodes.Nodes;
            _nodes = Choose(addresses);
            foreach (var node in before.Except(_nodes.Nodes))
            {
                _retiring.Add(node);
            }

            foreach (var node in _all)
            {
                foreach (var user in node.Outbox.Users)
                {
                    Move(user, node);
                }

                BringHome(node);
            }
        }
    }

    /// <summary>Tells what waits, and ends the sessions.</summary>
    public async ValueTask DisposeAsync()
    {
        IEnumerable<Task> ends;
        lock (_gate)
        {
            ends = [.. _ending, .. _all.Select(node => node.DisposeAsync().AsTask())];
            _lingering.Dispose();
            _retiring.Dispose();
        }

        await Task.WhenAll(ends);
    }

    /// <inheritdoc/>
    void INodeObserver.Arrived(in Publication publication, long publishedAtUs)
    {
        _listener!.Deliver(publication);
        if (publishedAtUs > 0)
        {
            _metrics?.Routed(publishedAtUs);
        }
    }

    /// <inheritdoc/>
    void INodeObserver.Subscribed(IReadOnlyCollection<User> users) => _listener!.OnSubscribed(users);

    /// <inheritdoc/>
    void INodeObserver.Ended(RoutingNode node) => BringHome(node);

    /// <summary>However an address is written, its node's name is one.</summary>
    private static string Name(string address) => address.TrimEnd('/').ToLowerInvariant();

    private RendezvousHash<RoutingNode> Choose(IReadOnlyList<string> addresses)
    {
        var nodes = addresses.Select(Name).Distinct().Select(name => _all.Find(node => node.Name == name) ?? Add(name)).ToList();
        nodes.ForEach(node => _retiring.Remove(node));
        return new RendezvousHash<RoutingNode>(nodes, node => node.Name);
    }

    private RoutingNode Add(string name)
    {
        var client = new Imr.ImrClient(_channels(new Uri(name)));
        var node = new RoutingNode(name, client, _gateway, new NodeOutbox(_time, _maxWaitingBytes), this, _time, _metrics, _logger);
        _all.Add(node);
        if (_listener is not null)
        {
            node.Start();
        }

        return node;
    }

    private void Move(User user, RoutingNode node)
    {
        var home = _nodes.Pick(user);
        if (home == node)
        {
            _lingering.Remove((node, user));
        }
        else
        {
            home.Outbox.Subscribe(user);
            _lingering.Add((node, user));
        }
    }

    private void EndLingering()
    {
        lock (_gate)
        {
            foreach (var (node, user) in _lingering.TakeDue())
            {
                node.Outbox.Unsubscribe(user);
            }
        }
    }

    private void Retire()
    {
        lock (_gate)
        {
            foreach (var node in _retiring.TakeDue())
            {
                _all.Remove(node);
                _ending.Add(node.DisposeAsync().AsTask());
            }
        }
    }

    /// <summary>What a node owes to users who have another by now is that one's to tell.</summary>
    private void BringHome(RoutingNode node)
    {
        lock (_gate)
        {
            foreach (var notice in node.Outbox.TakeOwed(user => _nodes.Pick(user) != node))
            {
                _nodes.Pick(notice.Receiver).Outbox.Publish(notice);
            }
        }
    }
}
