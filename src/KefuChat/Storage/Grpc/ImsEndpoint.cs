using Grpc.Core;
using Grpc.Net.Client;
using KefuChat.Cluster;
using KefuChat.Storage.Sharding;
using KefuChat.Telemetry;
using Wire = Kefu.Ims.V1;

namespace KefuChat.Storage.Grpc;

/// <summary>
/// One configured node: connects to it, again and again. Each connection has a channel of its own, so that none is made
/// over what is left of a broken one.
/// </summary>
/// <param name="address">Where the node listens.</param>
/// <param name="connect">Makes a channel, which is disposed with its sockets.</param>
/// <param name="membership">What its store must say of itself; null: nobody asks.</param>
/// <param name="lanes">The saves.</param>
/// <param name="nodes">Hears when the node becomes live and when it is lost.</param>
/// <param name="time">The clock.</param>
/// <param name="metrics">Where it counts; null for nowhere.</param>
/// <param name="logger">Hears when it is lost and when it is back.</param>
internal sealed partial class ImsEndpoint(
    Uri address,
    Func<Uri, GrpcChannel> connect,
    ShardMembership? membership,
    SaveLanes lanes,
    ImsNodes nodes,
    TimeProvider time,
    KefuMetrics? metrics,
    ILogger logger)
{
    /// <summary>A node that has not opened the stream by then is tried again.</summary>
    private static readonly TimeSpan OpenLimit = TimeSpan.FromSeconds(2);

    /// <summary>So that service resumes within 2 s of a node's return.</summary>
    private static readonly TimeSpan FirstBackoff = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan MostBackoff = TimeSpan.FromSeconds(1);

    private readonly ILogger _logger = logger;
    private bool _isKnownDead;

    /// <summary>The address, as it is configured.</summary>
    public string Name => address.OriginalString;

    /// <summary>Stays connected until stopped; then what is on its way is answered first.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        var backoff = new Backoff(FirstBackoff, MostBackoff);
        while (!stopping.IsCancellationRequested)
        {
            var start = time.GetTimestamp();
            var reason = "it stops";
            try
            {
                await ConnectAsync(stopping);
            }
            catch (Exception e)
            {
                // Whatever it was: the node cannot be used now, and is tried again. A node that is away is nobody's bug,
                // and its line needs no stack trace.
                reason = ImsCalls.Describe(e);
            }

            if (!stopping.IsCancellationRequested)
            {
                Tell(reason);
                if (time.GetElapsedTime(start) >= MostBackoff)
                {
                    backoff.Reset();
                }

                await Task.Delay(backoff.Next(), time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                metrics?.Retried(RetriedOperation.ImsConnect);
            }
        }
    }

    private async Task ConnectAsync(CancellationToken stopping)
    {
        using var channel = connect(address);
        var calls = channel.CreateCallInvoker();
        using var cut = new CancellationTokenSource(OpenLimit, time);
        using var call = new Wire.Ims.ImsClient(calls).Save(cancellationToken: cut.Token);
        string storeId;
        await using (stopping.Register(cut.Cancel))
        {
            storeId = await ReadStoreIdAsync(call.ResponseStream, cut.Token);
            if (membership is not null)
            {
                var asked = new NodeCalls(calls, cut.Token);
                await membership.CheckAsync(new GrpcDocumentStore(asked), new GrpcShardStore(asked));
            }

            cut.CancelAfter(Timeout.InfiniteTimeSpan);
        }

        var node = new ImsNode(Name, calls, new SaveStream(call, cut, lanes, time));
        nodes.Opened(this, node, storeId);
        try
        {
            if (_isKnownDead)
            {
                _isKnownDead = false;
                LogLive(Name);
            }

            await node.Stream.RunAsync();
        }
        finally
        {
            nodes.Lost(this, node);
        }
    }

    private static async Task<string> ReadStoreIdAsync(IAsyncStreamReader<Wire.SaveAnswers> answers, CancellationToken cut)
    {
        try
        {
            return await answers.MoveNext(CancellationToken.None) && answers.Current.Opened is { } opened
                ? opened.StoreId
                : throw new InvalidDataException("it did not open the stream");
        }
        catch (RpcException e) when (cut.IsCancellationRequested)
        {
            throw new TimeoutException($"it did not open the stream within {OpenLimit.TotalSeconds} s", e);
        }
    }

    private void Tell(string reason)
    {
        if (!_isKnownDead)
        {
            _isKnownDead = true;
            LogDead(Name, reason);
        }
    }

    [LoggerMessage(1101, LogLevel.Warning, "Storage node {Address} cannot be used: {Reason}; it is tried again and again")]
    private partial void LogDead(string address, string reason);

    [LoggerMessage(1102, LogLevel.Information, "Storage node {Address} can be used again")]
    private partial void LogLive(string address);
}
