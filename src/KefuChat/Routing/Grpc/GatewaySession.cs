using Grpc.Core;
using Kefu.Imr.V1;
using KefuChat.Cluster;
using User = KefuChat.Protocol.User;

namespace KefuChat.Routing.Grpc;

/// <summary>
/// One gateway's session, as its routing node sees it: a loop that reads and handles what the gateway says, one that
/// writes what waits for it. Ends once, with the status that comes first.
/// </summary>
internal sealed class GatewaySession(RoutingTable table, PushWishes wishes, TimeProvider time, long maxWaitingBytes) : IRouteListener
{
    /// <summary>How long a write under way may take when the session ends.</summary>
    public static readonly TimeSpan WriteLimit = TimeSpan.FromSeconds(2);

    private readonly GatewayOutbox _outbox = new(maxWaitingBytes);
    private readonly TaskCompletionSource<Status> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // The table holds a user for this session exactly if this does, which lasts until the session is forgotten.
    private readonly Lock _gate = new();
    private readonly HashSet<User> _users = [];
    private bool _isForgotten;
    private ulong _lastNumber;

    /// <summary>Serves the session to its end, and gives the status of that.</summary>
    public async Task<Status> RunAsync(IAsyncStreamReader<GatewayBatch> requests, IServerStreamWriter<NodeBatch> responses)
    {
        using var silence = new IdleTimer(
            time, NodeSession.SilenceLimit, () => End(StatusCode.DeadlineExceeded, $"nothing heard for {NodeSession.SilenceLimit.TotalSeconds} s"));
        using var giveUp = new CancellationTokenSource();
        var writing = WriteAsync(responses, giveUp.Token);
        _ = ReadAsync(requests, silence);
        var status = await _ended.Task;
        Forget();
        _outbox.Complete();
        try
        {
            await writing.WaitAsync(WriteLimit, time);
        }
        catch (TimeoutException)
        {
            // The gateway does not read: it will not learn the status either.
            await giveUp.CancelAsync();
            await writing;
        }

        return status;
    }

    /// <summary>Ends the session. Only the first call counts.</summary>
    public void End(StatusCode code, string detail)
    {
        // Before the users are forgotten: they may be back with the gateway's next session. One that takes its leave has none.
        if (code != StatusCode.OK && !_ended.Task.IsCompleted)
        {
            wishes.OnLoss();
        }

        _ended.TrySetResult(new Status(code, detail));
    }

    /// <summary>The gateway's users are nowhere, as far as this session goes.</summary>
    public void Forget()
    {
        lock (_gate)
        {
            _isForgotten = true;
            foreach (var user in _users)
            {
                table.Remove(user, this);
            }

            _users.Clear();
        }
    }

    /// <inheritdoc/>
    public void Deliver(in Publication publication) =>
        Send(new NodeItem { Publish = (publication with { PushWish = null }).ToWire(time.UnixMicroseconds()) }, publication.Bytes());

    /// <inheritdoc/>
    public void OnSubscribed(IReadOnlyCollection<User> users) =>
        throw new NotSupportedException("a node's table confirms nothing: its subscriptions hold at once");

    private void Send(NodeItem item, int bytes)
    {
        if (!_outbox.TryAdd(item, bytes))
        {
            End(StatusCode.ResourceExhausted, "the gateway reads too slowly");
        }
    }

    private async Task ReadAsync(IAsyncStreamReader<GatewayBatch> batches, IdleTimer silence)
    {
        try
        {
            while (!_ended.Task.IsCompleted && await batches.MoveNext(CancellationToken.None))
            {
                silence.Touch();
                Handle(batches.Current);
            }

            End(StatusCode.OK, "");
        }
        catch (InvalidDataException e)
        {
            End(StatusCode.InvalidArgument, e.Message);
        }
        catch (Exception e)
        {
            End(StatusCode.Cancelled, e.Message);
        }
    }

    private async Task WriteAsync(IServerStreamWriter<NodeBatch> batches, CancellationToken giveUp)
    {
        try
        {
            await batches.WriteAsync(new NodeBatch(), giveUp);

            // A gateway that takes its leave still hears what waits for it; a session that fails ends at once.
            while (!_ended.Task.IsCompletedSuccessfully || _ended.Task.Result.StatusCode == StatusCode.OK)
            {
                if (_outbox.TryTake() is { } batch)
                {
                    await batches.WriteAsync(batch, giveUp);
                }
                else if (_outbox.IsCompleted)
                {
                    return;
                }
                else
                {
                    await _outbox.WaitAsync();
                }
            }
        }
        catch (Exception e)
        {
            End(StatusCode.Cancelled, e.Message);
        }
    }

    private void Handle(GatewayBatch batch)
    {
        if (batch.Number != _lastNumber + 1)
        {
            throw new InvalidDataException($"batch {batch.Number} follows batch {_lastNumber}");
        }

        _lastNumber = batch.Number;
        foreach (var item in batch.Items)
        {
            Handle(item);
        }

        _outbox.Acknowledge(batch.Number);
    }

    private void Handle(GatewayItem item)
    {
        switch (item.ItemCase)
        {
            case GatewayItem.ItemOneofCase.Subscribe:
                Subscribe(item.Subscribe.FromWire());
                break;
            case GatewayItem.ItemOneofCase.Unsubscribe:
                Unsubscribe(item.Unsubscribe.FromWire());
                break;
            case GatewayItem.ItemOneofCase.Publish:
                Publish(item.Publish);
                break;
            case GatewayItem.ItemOneofCase.Presence:
                Answer(item.Presence);
                break;
            default:
                throw new InvalidDataException("an item is empty");
        }
    }

    private void Subscribe(User user)
    {
        lock (_gate)
        {
            if (!_isForgotten && _users.Add(user))
            {
                table.Add(user, this);
            }
        }
    }

    private void Unsubscribe(User user)
    {
        lock (_gate)
        {
            if (_users.Remove(user))
            {
                table.Remove(user, this);
            }
        }
    }

    /// <summary>To every gateway of this process or another; those of others share one item, for it is the one that came.</summary>
    private void Publish(Kefu.Imr.V1.Publication wire)
    {
        var publication = wire.FromWire();
        var gateways = table.Find(publication.Receiver);
        if (gateways.IsEmpty && publication.PushWish is { } delivery)
        {
            wishes.Decide(publication.Receiver, delivery);
        }

        // Whoever gets it need not hear of a push there will not be.
        wire.PushWish = null;
        wire.WishesPush = false;
        var shared = new NodeItem { Publish = wire };
        var bytes = (publication with { PushWish = null }).Bytes();
        foreach (var gateway in gateways)
        {
            if (gateway is GatewaySession session)
            {
                session.Send(shared, bytes);
            }
            else
            {
                gateway.Deliver(publication);
            }
        }
    }

    private void Answer(PresenceQuery query)
    {
        var answer = new PresenceAnswer { Id = query.Id };
        answer.Present.AddRange(query.Users.Select(user => !table.Find(user.FromWire()).IsEmpty));
        Send(new NodeItem { Presence = answer }, 32 + answer.Present.Count);
    }
}
