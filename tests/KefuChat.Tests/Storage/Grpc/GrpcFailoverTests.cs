using KefuChat.Storage;
using KefuChat.Storage.Grpc;
using KefuChat.Tests.Cluster;
using KefuChat.Tests.Time;

namespace KefuChat.Tests.Storage.Grpc;

/// <summary>Nodes break, stop and return: each message is stored once, and each sender's in order.</summary>
public sealed class GrpcFailoverTests : GrpcStoreTest
{
    [Theory]
    [InlineData("a")]
    [InlineData("")]
    public async Task What_was_stored_when_the_connection_broke_is_not_stored_again(string uuid)
    {
        var held = new HeldStore(Queues).Hold();
        var node = await NodeAsync(held);
        var store = Open(node);
        var save = store.SaveAsync(Chat.FromCustomer("hello", uuid));
        await held.ArrivedAsync(1);

        node.Break();
        held.Release();

        Assert.Equal(new SaveResult(SaveStatus.Duplicate, 1, 1, Chat.Noon), await save.SoonAsync());
        Assert.Equal(uuid, Assert.Single(await store.ReadQueueAsync(Chat.Seller)).Message.Uuid);
    }

    [Fact]
    public async Task What_was_not_answered_is_sent_again_in_order_before_what_came_later()
    {
        var held = new HeldStore(Queues).Hold();
        var node = await NodeAsync(held);
        var store = Open(node);
        var saves = Save(store, Chat.Numbered(1000));
        await held.ArrivedAsync(100);

        node.Break();
        var later = store.SaveAsync(Chat.FromCustomer("1001"));
        held.Release();

        var results = await Task.WhenAll([.. saves, later]).SoonAsync();
        Assert.Equal(Enumerable.Range(1, 1001).Select(key => (long)key), results.Select(result => result.ReceiverKey));
        Assert.Equal([.. Chat.Numbered(1001).Select(request => request.Message.Text())], await Queues.ReadContentsAsync(Chat.Seller));
    }

    [Fact]
    public async Task What_a_dead_node_had_goes_to_the_other_in_order()
    {
        var held = new HeldStore(Queues).Hold();
        var dying = await NodeAsync(held);
        var other = await NodeAsync();
        var store = Open(dying, other);
        await AllLiveAsync(store);
        var first = Save(store, FromEach(1));
        await held.ArrivedAsync(1);

        dying.Close();
        var second = Save(store, FromEach(2));

        var results = await Task.WhenAll([.. first, .. second]).SoonAsync();
        Assert.All(results, result => Assert.NotEqual(SaveStatus.Unavailable, result.Status));
        Assert.Contains(results, result => result.Status == SaveStatus.Duplicate);
        await EachHoldsAsync(2);
        Assert.Equal([dying.Address.OriginalString], store.DeadEndpoints);
    }

    [Fact]
    public async Task A_node_that_returns_gets_its_senders_back_once_nothing_of_theirs_is_on_its_way()
    {
        var busy = new HeldStore(Queues);
        var returning = new HeldStore(Queues);
        var node = await NodeAsync(returning);
        node.Close();
        var store = Open(await NodeAsync(busy), node);
        await Log.SeenAsync(1101);
        busy.Hold();
        var first = Save(store, FromEach(1));
        await busy.ArrivedAsync(Senders.Length);

        node.Reopen();
        await Log.SeenAsync(1102);
        var second = Save(store, FromEach(2));
        Assert.Empty(returning.Requests);
        busy.Release();

        await Task.WhenAll([.. first, .. second]).SoonAsync();
        Assert.NotEmpty(returning.Requests);
        Assert.All(returning.Requests, request => Assert.Equal("2", request.Message.Text()));
        await EachHoldsAsync(2);
        Assert.Empty(store.DeadEndpoints);
    }

    [Fact]
    public async Task A_quick_restart_of_the_only_node_is_a_pause()
    {
        var first = await HostAsync();
        var next = await HostAsync();
        var node = Own(new TcpProxy(first.Address));
        var store = Open(node);
        await Task.WhenAll(Save(store, FromEach(1))).SoonAsync();

        await first.StopAsync();
        var saves = Save(store, FromEach(2));
        var read = store.SyncAsync(Senders[0], 0, 10);
        node.Open(next.Address.Port);

        Assert.All(await Task.WhenAll(saves).SoonAsync(), result => Assert.Equal(SaveStatus.Stored, result.Status));
        Assert.NotEmpty((await read).Messages);
        await EachHoldsAsync(2);
        Assert.Equal(0, Log.Count(1103));
    }

    [Fact]
    public async Task A_node_that_stops_answers_what_it_has_read()
    {
        var held = new HeldStore(Queues).Hold();
        var host = await HostAsync(held);
        var store = Open(Own(new TcpProxy(host.Address)));
        var saves = Save(store, FromEach(1));
        await held.ArrivedAsync(Senders.Length);

        var stopping = host.StopAsync();
        held.Release();

        Assert.All(await Task.WhenAll(saves).SoonAsync(), result => Assert.Equal(SaveStatus.Stored, result.Status));
        await stopping.SoonAsync();
        await Log.SeenAsync(1101);
    }

    [Fact]
    public async Task A_node_that_is_away_is_told_of_in_one_line()
    {
        var node = new Uri($"http://127.0.0.1:{FreePort.Next()}");
        Own(new GrpcMessageStore([node], ImsHost.Connect, TimeProvider.System, Log));

        await Log.SeenAsync(1101);

        var told = Log.Entries.First(entry => entry.Event == 1101);
        Assert.Null(told.Cause);
        Assert.StartsWith($"Storage node {node.OriginalString} cannot be used: Unavailable: ", told.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", told.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answers_that_have_come_count_though_the_node_takes_no_more()
    {
        var held = new HeldStore(Queues).Hold();
        var host = await HostAsync(held);
        var store = Open(new ManualTime(), Own(new TcpProxy(host.Address)));
        var isReadingHeldUp = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var goOn = new ManualResetEventSlim();
        _ = Save(store, Chat.FromCustomer("1"))[0].ContinueWith(
            _ =>
            {
                isReadingHeldUp.SetResult();
                goOn.Wait();
            },
            TaskContinuationOptions.ExecuteSynchronously);
        var second = store.SaveAsync(Chat.FromCustomer("2"));
        await held.ArrivedAsync(2);
        held.ReleaseOne();
        await isReadingHeldUp.Task.SoonAsync();

        held.Release();
        await host.StopAsync().SoonAsync();
        _ = store.SaveAsync(Chat.FromCustomer("3"));
        await Task.WhenAll(Enumerable.Range(0, 1000).Select(async _ => await Task.Yield()));
        goOn.Set();

        Assert.Equal(SaveStatus.Stored, (await second.SoonAsync()).Status);
    }

    [Fact]
    public async Task A_node_that_answers_what_it_was_not_asked_is_left()
    {
        var host = Own(await ImsHost.StartAsync<ConfusedIms>(_ => { }));
        var store = Open(Own(new TcpProxy(host.Address)), await NodeAsync());
        await AllLiveAsync(store);

        Assert.All(await Task.WhenAll(Save(store, FromEach(1))).SoonAsync(), result => Assert.Equal(SaveStatus.Stored, result.Status));

        await Log.SeenAsync(1101);
        await EachHoldsAsync(1);
    }
}
