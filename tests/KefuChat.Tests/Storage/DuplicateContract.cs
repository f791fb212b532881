using KefuChat.Storage;
using KefuChat.Storage.Conversations;
using static KefuChat.Tests.Storage.Chat;

namespace KefuChat.Tests.Storage;

/// <summary>A message sent again with its uuid gets the first time's answer, and nothing is stored.</summary>
public abstract class DuplicateContract(StoreBackend backend) : StoreContract(backend)
{
    private static readonly SaveResult FirstAnswer = new(SaveStatus.Duplicate, 1, 1, Noon);

    [Fact]
    public async Task A_message_sent_again_gets_the_keys_and_the_timestamp_of_the_first_time()
    {
        await SaveAsync(FromCustomer("hello", uuid: "a"), FromCustomer("other", uuid: "b"));

        var again = await Store.SaveAsync(FromCustomer("hello", uuid: "a", at: Noon + 5000)).SoonAsync();

        Assert.Equal(FirstAnswer, again);
        Assert.Equal(["hello", "other"], await TextsAsync(Seller));
        Assert.Equal(["hello", "other"], await TextsAsync(Customer));
    }

    [Fact]
    public async Task A_duplicate_takes_no_key()
    {
        await SaveAsync(FromCustomer("hello", uuid: "a"));
        await Store.SaveAsync(FromCustomer("hello", uuid: "a")).SoonAsync();

        var next = await Store.SaveAsync(FromCustomer("next", uuid: "b")).SoonAsync();

        Assert.Equal((2, 2), (next.ReceiverKey, next.SenderKey));
    }

    [Fact]
    public async Task The_first_message_stays_as_it_was()
    {
        await SaveAsync(FromCustomer("first", uuid: "a"));
        await Store.SaveAsync(FromCustomer("second", uuid: "a", shop: OtherShop, at: Noon + 1)).SoonAsync();

        var entry = Assert.Single(await QueueAsync(Seller));

        Assert.Equal(("first", Shop, Noon), (entry.Message.Text(), entry.Message.StoreId, entry.Message.TimestampMs));
        Assert.Single(await ConversationsAsync(Seller));
    }

    [Fact]
    public async Task Duplicates_on_the_way_together_are_stored_once()
    {
        var saves = Enumerable.Range(0, 50).Select(i => Store.SaveAsync(FromCustomer("hello", uuid: "a", at: Noon + i))).ToArray();

        var results = await Task.WhenAll(saves).SoonAsync();

        Assert.Equal(FirstAnswer with { Status = SaveStatus.Stored }, results[0]);
        Assert.All(results.Skip(1), result => Assert.Equal(FirstAnswer, result));
        Assert.Equal(["hello"], await TextsAsync(Seller));
        Assert.Equal(["hello"], await TextsAsync(Customer));
    }

    [Fact]
    public async Task Duplicates_from_many_threads_are_stored_once()
    {
        var saves = Enumerable.Range(0, 16).Select(_ => Task.Run(() => Store.SaveAsync(FromCustomer("hello", uuid: "a")))).ToArray();

        var results = await Task.WhenAll(saves).SoonAsync();

        Assert.Single(results, result => result.Status == SaveStatus.Stored);
        Assert.All(results, result => Assert.Equal(FirstAnswer, result with { Status = SaveStatus.Duplicate }));
        Assert.Equal(["hello"], await TextsAsync(Seller));
    }

    [Fact]
    public async Task A_duplicate_is_known_after_closing()
    {
        await SaveAsync(FromCustomer("hello", uuid: "a"), FromCustomer("other", uuid: "b"));

        await ReopenAsync();

        Assert.Equal(FirstAnswer, await Store.SaveAsync(FromCustomer("hello", uuid: "a", at: Noon + 5000)).SoonAsync());
        Assert.Equal(["hello", "other"], await TextsAsync(Seller));
    }

    [Fact]
    public async Task A_duplicate_is_known_many_messages_later()
    {
        await SaveAsync(FromCustomer("hello", uuid: "a"));
        await SaveAsync(Numbered(300));

        Assert.Equal(FirstAnswer, await Store.SaveAsync(FromCustomer("hello", uuid: "a")).SoonAsync());
    }

    [Fact]
    public async Task Messages_without_a_uuid_are_all_stored()
    {
        await SaveAsync(FromCustomer("hello", uuid: ""), FromCustomer("hello", uuid: ""), FromCustomer("hello", uuid: ""));

        Assert.Equal(["hello", "hello", "hello"], await TextsAsync(Seller));
    }

    [Fact]
    public async Task A_message_without_a_uuid_is_known_by_its_dedupe_id_which_nobody_sees()
    {
        var request = FromCustomer("hello") with { DedupeId = "d" };
        await SaveAsync(request, FromCustomer("hello") with { DedupeId = "e" });

        Assert.Equal(FirstAnswer, await Store.SaveAsync(request).SoonAsync());
        await ReopenAsync();
        Assert.Equal(FirstAnswer, await Store.SaveAsync(request).SoonAsync());
        Assert.Equal(["", ""], (await QueueAsync(Seller)).Select(entry => entry.Message.Uuid));
    }

    [Fact]
    public async Task A_message_with_a_uuid_is_known_by_that()
    {
        await SaveAsync(FromCustomer("hello", uuid: "a") with { DedupeId = "d" });

        Assert.Equal(FirstAnswer, await Store.SaveAsync(FromCustomer("hello", uuid: "a") with { DedupeId = "e" }).SoonAsync());
        Assert.Equal("a", Assert.Single(await QueueAsync(Seller)).Message.Uuid);
    }

    [Fact]
    public async Task The_same_uuid_of_another_sender_is_another_message()
    {
        await SaveAsync(
            FromCustomer("question", uuid: "a"),
            FromCustomer("another's", uuid: "a", customer: OtherCustomer),
            FromSeller("answer", uuid: "a"));

        Assert.Equal(["question", "another's", "answer"], await TextsAsync(Seller));
    }

    [Fact]
    public async Task The_same_uuid_to_another_receiver_is_the_same_message()
    {
        await SaveAsync(FromCustomer("hello", uuid: "a"));

        Assert.Equal(
            FirstAnswer with { Status = SaveStatus.Reused },
            await Store.SaveAsync(FromCustomer("hello", uuid: "a", seller: OtherSeller)).SoonAsync());
        Assert.Empty(await QueueAsync(OtherSeller));
        Assert.Equal([0], await Store.LatestKeysAsync([OtherSeller]));
        Assert.Empty(await ConversationsAsync(OtherSeller));
    }

    [Fact]
    public async Task A_uuid_used_again_does_not_begin_a_conversation()
    {
        await SaveAsync(FromCustomer("hello", uuid: "a"));
        await Store.SaveAsync(FromCustomer("hello", uuid: "a", seller: OtherSeller)).SoonAsync();
        var never = Between(Customer, OtherSeller);

        await Stores.Conversations.RaiseReadPositionAsync(OtherSeller, Party.Seller, never, 1).SoonAsync();

        Assert.Null(await Stores.Conversations.FindAsync(OtherSeller, Party.Seller, never));
        await SaveAsync(FromCustomer("hello", uuid: "b", seller: OtherSeller));
        Assert.Equal(1, Assert.Single(await ConversationsAsync(OtherSeller)).Unread);
    }

    [Fact]
    public async Task A_message_to_oneself_sent_again_is_stored_once()
    {
        await SaveAsync(FromCustomer("note", uuid: "a", customer: Seller));

        Assert.Equal(FirstAnswer, await Store.SaveAsync(FromCustomer("note", uuid: "a", customer: Seller)).SoonAsync());
        Assert.Equal(["note"], await TextsAsync(Seller));
    }

    [Theory]
    [InlineData("a", "A")]
    [InlineData("a", "a ")]
    [InlineData("a\0b", "a\0c")]
    [InlineData("\u00e9", "e\u0301")]
    [InlineData("1", "01")]
    public async Task Uuids_are_the_same_only_when_every_byte_is(string first, string second)
    {
        await SaveAsync(FromCustomer("first", uuid: first), FromCustomer("second", uuid: second));

        Assert.Equal(["first", "second"], await TextsAsync(Seller));
    }
}
