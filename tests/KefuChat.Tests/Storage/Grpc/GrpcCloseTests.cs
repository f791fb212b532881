using KefuChat.Storage;
using KefuChat.Tests.Time;

namespace KefuChat.Tests.Storage.Grpc;

/// <summary>Closing the gateway's store: what is on its way is answered, what waits is refused.</summary>
public sealed class GrpcCloseTests : GrpcStoreTest
{
    [Fact]
    public async Task What_waits_for_a_node_is_refused()
    {
        var node = await NodeAsync();
        node.Close();
        var store = Open(node);
        var save = store.SaveAsync(Chat.FromCustomer("1"));

        await store.DisposeAsync();

        Assert.Equal(SaveResult.Unavailable, await save.SoonAsync());
    }

    [Fact]
    public async Task What_is_on_its_way_is_answered()
    {
        var held = new HeldStore(Queues).Hold();
        var store = Open(await NodeAsync(held));
        var saves = Save(store, FromEach(1));
        await held.ArrivedAsync(Senders.Length);

        var closing = store.DisposeAsync().AsTask();
        held.Release();

        Assert.All(await Task.WhenAll(saves).SoonAsync(), result => Assert.Equal(SaveStatus.Stored, result.Status));
        await closing.SoonAsync();
    }

    [Fact]
    public async Task A_node_that_answers_nothing_is_waited_for_5_seconds()
    {
        var time = new ManualTime();
        var held = new HeldStore(Queues).Hold();
        var store = Open(time, await NodeAsync(held));
        var save = store.SaveAsync(Chat.FromCustomer("1"));
        await held.ArrivedAsync(1);

        var closing = store.DisposeAsync().AsTask();
        time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(SaveResult.Unavailable, await save.SoonAsync());
        await closing.SoonAsync();
        held.Release();
    }

    [Fact]
    public async Task A_closed_store_says_so()
    {
        var store = Open(await NodeAsync());
        await store.ProbeAsync();

        await store.DisposeAsync();

        Assert.Equal(SaveResult.Unavailable, await store.SaveAsync(Chat.FromCustomer("1")).SoonAsync());
        var refusal = await Assert.ThrowsAsync<StorageUnavailableException>(store.ProbeAsync);
        Assert.Contains("closed", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(0, Log.Count(1101));
    }
}
