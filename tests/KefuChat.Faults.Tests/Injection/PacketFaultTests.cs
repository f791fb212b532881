using System.Net;
using System.Net.Sockets;
using KefuChat.Faults.Cluster;
using KefuChat.Faults.Injection;
using KefuChat.Faults.Tests.Cluster;
using KefuChat.Faults.Tests.Support;

namespace KefuChat.Faults.Tests.Injection;

/// <summary>
/// Lost packets. Nobody listens in the node's namespace: who reaches it is refused at once, and who does not hears nothing.
/// </summary>
[Collection(LeftoversTests.OneNetwork)]
public sealed class PacketFaultTests : IAsyncLifetime
{
    private const int NobodyListens = 9;

    private TrivialCluster? _cluster;
    private NodeNetwork? _network;

    public async ValueTask InitializeAsync()
    {
        if (Machine.Examine().NoNetwork is null)
        {
            _network = await (await Network.CreateAsync()).AddAsync(TrivialCluster.Name);
            _cluster = await TrivialCluster.StartIdleAsync(_ => Task.FromResult<(NodeNetwork?, Disk?, NodeClock?)>((_network, null, null)));
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_cluster is not null)
        {
            await _cluster.DisposeAsync();
            await Network.RemoveAsync(Environment.ProcessId);
        }
    }

    [Theory]
    [InlineData(PacketDirection.In)]
    [InlineData(PacketDirection.Out)]
    [InlineData(PacketDirection.Both)]
    internal async Task A_partition_is_silent_whichever_way_it_goes_and_heals(PacketDirection direction)
    {
        Assert.SkipWhen(_cluster is null, "needs root, ip and nft");
        await AssertReachedAsync();

        var heal = await new PacketFault(TrivialCluster.Name, null, direction, 100).InjectAsync(_cluster!.Nodes, CancellationToken.None);
        var attempt = AssertReachedAsync();
        await Eventually.TrueAsync(HasLostPacketsAsync);
        Assert.False(attempt.IsCompleted);

        // What was lost is sent again.
        await heal();
        await attempt;
    }

    [Fact]
    public async Task Only_the_packets_of_the_peer_are_lost()
    {
        Assert.SkipWhen(_cluster is null, "needs root, ip and nft");
        await _network!.DropAsync(PacketDirection.Both, IPAddress.Parse("10.77.255.254"), 100);
        await AssertReachedAsync();
        Assert.False(await HasLostPacketsAsync());
    }

    [Fact]
    public async Task Some_packets_are_lost_and_others_come()
    {
        Assert.SkipWhen(_cluster is null, "needs root, ip and nft");
        await _network!.DropAsync(PacketDirection.In, null, 50);
        await Eventually.TrueAsync(async () =>
        {
            await AssertReachedAsync();
            return await HasLostPacketsAsync();
        });
    }

    private async Task AssertReachedAsync()
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        var refusal = await Assert.ThrowsAsync<SocketException>(() => socket.ConnectAsync(new IPEndPoint(_network!.Address, NobodyListens)));
        Assert.Equal(SocketError.ConnectionRefused, refusal.SocketErrorCode);
    }

    private async Task<bool> HasLostPacketsAsync()
    {
        var rules = await Tool.RunAsync([.. _network!.Enter, "nft", "list", "ruleset"]);
        return rules.Contains("counter packets ", StringComparison.Ordinal)
            && rules.Split("counter packets ").Skip(1).Any(count => !count.StartsWith("0 ", StringComparison.Ordinal));
    }
}
