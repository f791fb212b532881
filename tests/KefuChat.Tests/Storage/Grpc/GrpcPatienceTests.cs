using KefuChat.Protocol;
using KefuChat.Storage;
using KefuChat.Storage.Grpc;
using KefuChat.Tests.EndToEnd;
using KefuChat.Tests.Time;

namespace KefuChat.Tests.Storage.Grpc;

/// <summary>How long anybody waits for a node, on a clock that the tests move.</summary>
public sealed class GrpcPatienceTests : GrpcStoreTest
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    private readonly ManualTime _time = new();

    [Fact]
    public async Task Without_a_node_saves_and_reads_wait_2_seconds_and_then_hear_so_at_once()
    {
        var node = await NodeAsync();
        node.Close();
        var store = Open(_time, node);
        var save = store.SaveAsync(Chat.FromCustomer("1"));
        var read = store.SyncAsync(Chat.Seller, 0, 10).AsTask();

        _time.Advance(TimeSpan.FromSeconds(2) - Tick);
        Assert.False(save.IsCompleted);
        Assert.False(read.IsCompleted);
        _time.Advance(Tick);

        Assert.Equal(SaveResult.Unavailable, await save.SoonAsync());
        await Assert.ThrowsAsync<StorageUnavailableException>(() => read.SoonAsync());
        Assert.True(store.SaveAsync(Chat.FromCustomer("2")).IsCompleted);
        var refusal = await Assert.ThrowsAsync<StorageUnavailableException>(store.ProbeAsync);
        Assert.Contains(node.Address.OriginalString, refusal.Message, StringComparison.Ordinal);
        Assert.Equal(1, Log.Count(1103));
    }

    [Fact]
    public async Task No_more_waits_than_memory_has_room_for()
    {
        var node = await NodeAsync();
        node.Close();
        var store = Open(_time, node);
        var large = Chat.FromCustomer(new string('x', CustomerMessage.MaxContentBytes));

        // What is refused is refused at once; anything else waits, since the clock stands still.
        var waiting = Enumerable.Range(0, 20_000).Select(_ => store.SaveAsync(large)).TakeWhile(save => !save.IsCompleted).ToArray();

        Assert.InRange(waiting.Length, 1000, 256 * 1024 * 1024 / CustomerMessage.MaxContentBytes);
        _time.Advance(ImsNodes.Patience);
        await Task.WhenAll(waiting).SoonAsync();
        node.Reopen();
        await EndToEndTest.WaitUntilAsync(() =>
        {
            // Only the time until the next attempt, not that of the attempt.
            if (_time.HasTimerWithin(TimeSpan.FromSeconds(1)))
            {
                _time.Advance(TimeSpan.FromSeconds(1));
            }

            return Log.Count(1104) > 0;
        });

        Assert.Equal(SaveStatus.Stored, (await store.SaveAsync(large).SoonAsync()).Status);
    }

    [Fact]
    public async Task Service_resumes_when_a_node_is_there()
    {
        var node = await NodeAsync();
        node.Close();
        var store = Open(node);
        Assert.Equal(SaveResult.Unavailable, await store.SaveAsync(Chat.FromCustomer("lost")).SoonAsync());

        node.Reopen();
        await Log.SeenAsync(1104);

        Assert.Equal(SaveStatus.Stored, (await store.SaveAsync(Chat.FromCustomer("1")).SoonAsync()).Status);
        Assert.Equal(["1"], await store.ReadContentsAsync(Chat.Seller));
    }

    [Fact]
    public async Task A_node_that_owes_answers_and_gives_none_for_5_seconds_is_left()
    {
        var held = new HeldStore(Queues).Hold();
        var store = Open(_time, await NodeAsync(held), await NodeAsync());
        await AllLiveAsync(store);
        var saves = Save(store, FromEach(1));

        // The other node must owe nothing when the clock moves.
        await EndToEndTest.WaitUntilAsync(() =>
            held.Requests.Count > 0 && held.Requests.Count + saves.Count(save => save.IsCompleted) >= saves.Length);

        _time.Advance(TimeSpan.FromSeconds(5) - Tick);
        Assert.Contains(saves, save => !save.IsCompleted);
        Assert.Equal(0, Log.Count(1101));
        _time.Advance(Tick);

        await Task.WhenAll(saves).SoonAsync();
        await EachHoldsAsync(1);
        await Log.SeenAsync(1101);

        // Behind it may stand already that the node is back: a backoff may be none.
        var told = Log.Entries.First(entry => entry.Event == 1101);
        Assert.Contains("gave none for 5 s", told.Text, StringComparison.Ordinal);
        Assert.Null(told.Cause);
    }

    [Fact]
    public async Task A_node_that_is_slow_but_answers_is_kept()
    {
        var held = new HeldStore(Queues).Hold();
        var store = Open(_time, await NodeAsync(held));
        var saves = Save(store, Chat.Numbered(3));
        await held.ArrivedAsync(3);

        foreach (var save in saves)
        {
            _time.Advance(TimeSpan.FromSeconds(5) - Tick);
            held.ReleaseOne();
            Assert.Equal(SaveStatus.Stored, (await save.SoonAsync()).Status);
        }

        Assert.Equal(3, held.Requests.Count);
    }

    [Fact]
    public async Task A_node_that_owes_nothing_may_be_silent_for_ever()
    {
        var held = new HeldStore(Queues);
        var store = Open(_time, await NodeAsync(held));
        await store.SaveAsync(Chat.FromCustomer("1")).SoonAsync();

        _time.Advance(TimeSpan.FromHours(1));

        held.Hold();
        var save = store.SaveAsync(Chat.FromCustomer("2"));
        await held.ArrivedAsync(2);
        _time.Advance(TimeSpan.FromSeconds(5) - Tick);
        held.Release();
        Assert.Equal(SaveStatus.Stored, (await save.SoonAsync()).Status);
        Assert.Equal(0, Log.Count(1101));
    }

    [Fact]
    public async Task A_node_that_does_not_open_the_stream_within_2_seconds_is_tried_again()
    {
        var node = await NodeAsync();
        node.HoldAnswers();
        Open(_time, node);
        await node.Connected;

        _time.Advance(TimeSpan.FromSeconds(2));

        await Log.SeenAsync(1101);
        var (_, _, text, cause) = Log.Entries.First(entry => entry.Event == 1101);
        Assert.Contains("cannot be used: it did not open the stream within 2 s;", text, StringComparison.Ordinal);
        Assert.Null(cause);
    }

    [Fact]
    public async Task A_read_waits_5_seconds_for_its_answer()
    {
        var held = new HeldStore(Queues) { Delay = new TaskCompletionSource().Task };
        var node = await NodeAsync(held);
        var read = Open(_time, node).SyncAsync(Chat.Seller, 0, 10).AsTask();
        await held.Asked;

        _time.Advance(TimeSpan.FromSeconds(5) - Tick);
        Assert.False(read.IsCompleted);
        _time.Advance(Tick);

        var refusal = await Assert.ThrowsAsync<StorageUnavailableException>(() => read.SoonAsync());
        Assert.Contains($"{node.Address.OriginalString}: no answer within 5 s", refusal.Message, StringComparison.Ordinal);
    }
}
