using KefuChat.Protocol;
using KefuChat.Storage;
using KefuChat.Storage.Grpc;

namespace KefuChat.Tests.Storage.Grpc;

/// <summary>Reads are asked of one node, then of another; and they may be large.</summary>
public sealed class GrpcReadTests : GrpcStoreTest
{
    [Fact]
    public async Task What_one_node_cannot_answer_another_does()
    {
        var failing = new HeldStore(Queues) { Failure = new StorageUnavailableException("the disk is gone") };
        var store = Open(await NodeAsync(failing), await NodeAsync());
        await Queues.SaveAsync(Chat.FromCustomer("1"));

        await AllLiveAsync(store);

        foreach (var sender in Senders)
        {
            Assert.Equal([1], await store.LatestKeysAsync([Chat.Seller]));
            Assert.Empty((await store.SyncAsync(sender, 0, 10)).Messages);
            await store.RaiseSyncKeyAsync(sender, "phone", 0);
        }

        Assert.True(failing.WasAsked);
    }

    [Fact]
    public async Task What_none_can_answer_is_told_with_the_address_and_the_cause()
    {
        var failing = new HeldStore(Queues) { Failure = new StorageUnavailableException("the disk is gone") };
        var node = await NodeAsync(failing);
        var store = Open(node);

        var refusal = await Assert.ThrowsAsync<StorageUnavailableException>(() => store.SyncAsync(Chat.Seller, 0, 10).AsTask());

        Assert.Contains(node.Address.OriginalString, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("the disk is gone", refusal.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<StorageUnavailableException>(store.ProbeAsync);
    }

    [Fact]
    public async Task What_a_node_was_asked_when_it_died_another_answers()
    {
        var dying = new HeldStore(Queues) { Delay = new TaskCompletionSource().Task };
        var node = await NodeAsync(dying);
        var store = Open(node, await NodeAsync());
        await AllLiveAsync(store);
        var reads = Senders.Select(sender => store.LatestKeysAsync([sender]).AsTask()).ToArray();
        await dying.Asked;

        node.Close();

        Assert.All(await Task.WhenAll(reads).SoonAsync(), keys => Assert.Equal([0], keys));
    }

    [Fact]
    public async Task A_page_of_small_messages_ends_before_it_is_too_large()
    {
        var store = Open(await NodeAsync());
        await Task.WhenAll(Save(store, Chat.Numbered(ImsService.MessagesAtOnce + 1))).SoonAsync();

        var page = await store.SyncAsync(Chat.Seller, 0, int.MaxValue);

        Assert.Equal((ImsService.MessagesAtOnce, true), (page.Messages.Count, page.HasMore));
    }

    [Fact]
    public async Task Newest_keys_of_more_users_than_one_message_asks_for()
    {
        var store = Open(await NodeAsync());
        await store.SaveAsync(Chat.FromCustomer("1", customer: new User(7, 25_000))).SoonAsync();

        var keys = await store.LatestKeysAsync([.. Enumerable.Range(1, 25_000).Select(uid => new User(7, uid))]);

        Assert.Equal([.. Enumerable.Repeat(0L, 24_999), 1], keys);
    }
}
