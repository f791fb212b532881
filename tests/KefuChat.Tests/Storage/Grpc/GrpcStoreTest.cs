using System.Globalization;
using KefuChat.Protocol;
using KefuChat.Storage;
using KefuChat.Storage.Grpc;
using KefuChat.Tests.Cluster;
using KefuChat.Tests.EndToEnd;
using KefuChat.Tests.Storage.Model;

namespace KefuChat.Tests.Storage.Grpc;

/// <summary>A gateway's store over nodes that can be held up and broken, and what they store into.</summary>
public abstract class GrpcStoreTest : IAsyncDisposable
{
    /// <summary>So many that each of two nodes has some of them, but for one chance in a billion.</summary>
    private protected static readonly User[] Senders = [.. Enumerable.Range(1, 40).Select(uid => new User(7, uid))];

    private readonly Stack<IAsyncDisposable> _opened = new();

    /// <summary>The store behind all nodes.</summary>
    private protected ModelMessageStore Queues { get; } = new();

    private protected EventLog<GrpcMessageStore> Log { get; } = new();

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        while (_opened.TryPop(out var opened))
        {
            await opened.DisposeAsync();
        }
    }

    /// <summary>A node, and the way to it.</summary>
    private protected async Task<TcpProxy> NodeAsync(IMessageStore? store = null, string storeId = "s") =>
        Own(new TcpProxy((await HostAsync(store, storeId)).Address));

    /// <summary>A node.</summary>
    private protected async Task<ImsHost> HostAsync(IMessageStore? store = null, string storeId = "s") =>
        Own(await ImsHost.StartAsync(store ?? Queues, storeId));

    /// <summary>The gateway's store.</summary>
    private protected GrpcMessageStore Open(params TcpProxy[] nodes) => Open(TimeProvider.System, nodes);

    private protected GrpcMessageStore Open(TimeProvider time, params TcpProxy[] nodes) =>
        Own(new GrpcMessageStore(nodes.Select(node => node.Address), ImsHost.Connect, time, Log));

    private protected static Task<SaveResult>[] Save(IMessageStore store, params IEnumerable<SaveRequest> requests) =>
        [.. requests.Select(store.SaveAsync)];

    /// <summary>Completes when no node is dead.</summary>
    private protected static Task AllLiveAsync(GrpcMessageStore store) =>
        EndToEndTest.WaitUntilAsync(() => store.DeadEndpoints.Count == 0);

    /// <summary>One message, with the same text, from each sender.</summary>
    private protected static IEnumerable<SaveRequest> FromEach(int text) =>
        Senders.Select(sender => Chat.FromCustomer(text.ToString(CultureInfo.InvariantCulture), customer: sender));

    /// <summary>Each sender's queue holds 1, 2, … once and in order.</summary>
    private protected async Task EachHoldsAsync(int count)
    {
        foreach (var sender in Senders)
        {
            Assert.Equal(
                Enumerable.Range(1, count).Select(i => i.ToString(CultureInfo.InvariantCulture)),
                await Queues.ReadContentsAsync(sender));
        }
    }

    private protected T Own<T>(T opened)
        where T : IAsyncDisposable
    {
        _opened.Push(opened);
        return opened;
    }
}
