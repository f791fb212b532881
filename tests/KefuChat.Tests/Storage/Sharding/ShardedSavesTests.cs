using KefuChat.Protocol;
using KefuChat.Storage;
using static KefuChat.Tests.Storage.Chat;

namespace KefuChat.Tests.Storage.Sharding;

/// <summary>A message whose two live in different shards: what is answered, and what is left where, when a step fails.</summary>
public sealed class ShardedSavesTests : ShardTest
{
    [Fact]
    public async Task It_is_refused_until_both_shards_have_it_and_then_stored_once()
    {
        Gate("green").IsFull = true;
        Assert.Equal(SaveStatus.Unavailable, (await SaveAsync(FromCustomer("1", "u", at: Noon))).Status);
        Assert.Equal("", await TextsAsync(Customer));

        Gate("green").IsFull = false;
        var again = await SaveAsync(FromCustomer("1", "u", at: Noon + 5000));

        Assert.Equal(new SaveResult(SaveStatus.Stored, 1, 1, Noon), again);
        Assert.Equal(SaveStatus.Duplicate, (await SaveAsync(FromCustomer("1", "u"))).Status);
        Assert.Equal(("1", "1"), (await TextsAsync(Customer), await TextsAsync(Seller)));
        Assert.Equal(Noon, Assert.Single(await Store.ReadQueueAsync(Seller)).Message.TimestampMs);
    }

    [Theory]
    [InlineData("red")]
    [InlineData("green")]
    public async Task While_one_of_the_shards_is_away_it_is_in_none(string away)
    {
        Gate(away).IsClosed = true;

        Assert.Equal(SaveStatus.Unavailable, (await SaveAsync(FromCustomer("1", "u"))).Status);
        Assert.Equal(SaveStatus.Unavailable, (await SaveAsync(FromCustomer("1"))).Status);

        Assert.Equal(("", ""), (await TextsAsync(Customer), await TextsAsync(Seller)));
    }

    [Fact]
    public async Task What_a_sender_finds_in_the_own_queue_has_reached_its_receiver()
    {
        Gate("green").IsFull = true;
        await SaveAsync(FromCustomer("1", "u"));

        Assert.Equal(("", "1"), (await TextsAsync(Customer), await TextsAsync(Seller)));
    }

    [Fact]
    public async Task A_uuid_of_another_conversation_is_told_from_a_new_one_and_reaches_nobody()
    {
        await SaveAsync(FromCustomer("1", "u"));

        // A seller who lives with the customer, and one who lives with neither.
        foreach (var seller in (User[])[new(1, 11), new(1, 12)])
        {
            Assert.Equal(new SaveResult(SaveStatus.Reused, 1, 1, Noon), await SaveAsync(FromCustomer("2", "u", seller: seller)));
            Assert.Equal("", await TextsAsync(seller));
        }
    }

    [Fact]
    public async Task Of_two_with_one_uuid_that_are_under_way_at_once_the_first_is_stored()
    {
        var results = await Task.WhenAll(
            Store.SaveAsync(FromCustomer("1", "u")),
            Store.SaveAsync(FromCustomer("2", "u", seller: new User(1, 12))),
            Store.SaveAsync(FromCustomer("1", "u"))).SoonAsync();

        Assert.Equal([SaveStatus.Stored, SaveStatus.Reused, SaveStatus.Duplicate], results.Select(result => result.Status));
        Assert.Equal(("1", "1", ""), (await TextsAsync(Customer), await TextsAsync(Seller), await TextsAsync(new User(1, 12))));
    }

    [Fact]
    public async Task The_senders_order_holds_whichever_shards_messages_take()
    {
        var opening = new TaskCompletionSource();
        Gate("red").Opening = opening.Task;
        var answered = new List<string>();
        var slow = AnswerAsync(FromCustomer("to red"));
        var quick = AnswerAsync(FromCustomer("to green", seller: new User(1, 11)));
        opening.SetResult();
        await Task.WhenAll(slow, quick).SoonAsync();

        Assert.Equal(["to red", "to green"], answered);
        Assert.Equal("to red to green", await TextsAsync(Customer));

        async Task AnswerAsync(SaveRequest request)
        {
            Assert.Equal(SaveStatus.Stored, (await Store.SaveAsync(request)).Status);
            answered.Add(request.Message.Text());
        }
    }

    [Fact]
    public async Task Without_a_uuid_it_is_stored_as_often_as_it_is_saved()
    {
        await SaveAsync(FromCustomer("1"));
        await SaveAsync(FromCustomer("1"));

        Assert.Equal(("1 1", "1 1"), (await TextsAsync(Customer), await TextsAsync(Seller)));
    }

    [Fact]
    public async Task A_probe_names_the_group_that_does_not_store()
    {
        await Store.ProbeAsync();
        Gate("blue").IsClosed = true;

        Assert.Equal("group blue: closed", (await Assert.ThrowsAsync<StorageUnavailableException>(Store.ProbeAsync)).Message);
    }
}
