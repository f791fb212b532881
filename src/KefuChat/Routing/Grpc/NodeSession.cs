using Grpc.Core;
using Kefu.Imr.V1;

namespace KefuChat.Routing.Grpc;

/// <summary>
/// One stream to a routing node, from its opening to its end: a loop that writes what waits in the outbox, and one that
/// reads. Ends once, for the reason that comes first.
/// </summary>
internal sealed class NodeSession(
    Imr.ImrClient client, string gateway, NodeOutbox outbox, INodeObserver observer, TimeProvider time)
{
    /// <summary>How long a node may take to say its first word.</summary>
    public static readonly TimeSpan OpenLimit = TimeSpan.FromSeconds(2);

    /// <summary>A gateway that has told nothing for so long tells that it lives.</summary>
    public static readonly TimeSpan BeatInterval = TimeSpan.FromSeconds(3);

    /// <summary>A side that has heard nothing for so long ends the session.</summary>
    public static readonly TimeSpan SilenceLimit = TimeSpan.FromSeconds(10);

    private AsyncDuplexStreamingCall<GatewayBatch, NodeBatch>? _call;
    private string? _reason;
    private volatile bool _finishes;

    private bool HasEnded => Volatile.Read(ref _reason) is not null;

    /// <summary>Opens the stream and serves it to its end. Gives the reason of that.</summary>
    /// <param name="onOpen">Called once the node has said its first word.</param>
    public async Task<string> RunAsync(Action onOpen)
    {
        try
        {
            using var call = client.Session(new Metadata { { ImrService.GatewayKey, gateway } });
            Interlocked.Exchange(ref _call, call);
            if (!HasEnded)
            {
                await OpenAsync(call.ResponseStream);
                await ServeAsync(call, onOpen);
            }
        }
        catch (Exception e)
        {
            Fail(e);
        }
        finally
        {
            outbox.Close();
        }

        return _reason!;
    }

    /// <summary>What waits is still told and heard out; then the session ends.</summary>
    public void Finish()
    {
        _finishes = true;
        outbox.Wake();
    }

    /// <summary>Ends the session at once. Only the first call counts.</summary>
    public void End(string reason)
    {
        if (Interlocked.CompareExchange(ref _reason, reason, null) is null)
        {
            Volatile.Read(ref _call)?.Dispose();
            outbox.Wake();
        }
    }

    private async Task OpenAsync(IAsyncStreamReader<NodeBatch> batches)
    {
        using var limit = new IdleTimer(time, OpenLimit, () => End($"no answer within {OpenLimit.TotalSeconds} s"));
        if (!await batches.MoveNext(CancellationToken.None))
        {
            End("the node does not take part");
        }
    }

    private async Task ServeAsync(AsyncDuplexStreamingCall<GatewayBatch, NodeBatch> call, Action onOpen)
    {
        if (HasEnded)
        {
            return;
        }

        var closed = outbox.Open();
        onOpen();
        using var silence = new IdleTimer(time, SilenceLimit, () => End($"the node has said nothing for {SilenceLimit.TotalSeconds} s"));
        using var beat = new IdleTimer(time, BeatInterval, outbox.Beat);
        var loops = Task.WhenAll(ReadAsync(call.ResponseStream, silence), WriteAsync(call.RequestStream, beat));
        if (await Task.WhenAny(loops, closed) == closed)
        {
            End("too much waits for the node");
        }

        await loops;
    }

    private async Task ReadAsync(IAsyncStreamReader<NodeBatch> batches, IdleTimer silence)
    {
        try
        {
            while (await batches.MoveNext(CancellationToken.None))
            {
                silence.Touch();
                Handle(batches.Current);
            }

            End(_finishes ? "this gateway stops" : "the node has ended the session");
        }
        catch (Exception e)
        {
            Fail(e);
        }
    }

    private async Task WriteAsync(IClientStreamWriter<GatewayBatch> batches, IdleTimer beat)
    {
        try
        {
            while (!HasEnded)
            {
                if (outbox.TryTake() is { } batch)
                {
                    await batches.WriteAsync(batch);
                    beat.Touch();
                }
                else if (_finishes && outbox.IsEmpty)
                {
                    await batches.CompleteAsync();
                    return;
                }
                else
                {
                    await outbox.WaitAsync(CancellationToken.None);
                }
            }
        }
        catch (Exception e)
        {
            Fail(e);
        }
    }

    private void Handle(NodeBatch batch)
    {
        if (outbox.Acknowledge(batch.Acknowledged) is { Count: > 0 } users)
        {
            observer.Subscribed(users);
        }

        foreach (var item in batch.Items)
        {
            switch (item.ItemCase)
            {
                case NodeItem.ItemOneofCase.Publish:
                    observer.Arrived(item.Publish.FromWire(), item.Publish.PublishedAtUs);
                    break;
                case NodeItem.ItemOneofCase.Presence:
                    outbox.Answer(item.Presence);
                    break;
                default:
                    throw new InvalidDataException("an item of the node's is empty");
            }
        }
    }

    private void Fail(Exception e) => End(e is RpcException rpc ? $"{rpc.StatusCode}: {rpc.Status.Detail}" : e.Message);
}
