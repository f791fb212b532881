using KefuChat.Clients;
using KefuChat.Protocol;
using KefuChat.Storage;
using KefuChat.Tests.TestClients;

namespace KefuChat.Tests.EndToEnd;

/// <summary>Syncing: what a device gets of its user's queue, and what it is told in between.</summary>
public abstract class SyncTests(HostKind host) : EndToEndTest(host)
{
    [Fact]
    public async Task A_sync_gives_what_follows_a_key_in_order_and_ends_with_the_last_key()
    {
        await using var client = await Server.LoginAsync(Customer);
        await AskAsync(client, 5);

        await client.SendAsync(Command.Sync, 2L, 0L);

        Assert.Equal(2, (await client.ExpectAsync(Command.SyncBegin)).SyncKey);
        for (var key = 3; key <= 5; key++)
        {
            var frame = await client.ExpectAsync(Command.Customer);
            Assert.Equal((key, key - 1, $"{key}"), ((int)frame.SyncKey, (int)frame.PrevSyncKey, frame.Content));
        }

        var end = await client.ExpectAsync(Command.SyncEnd);
        Assert.Equal((5L, false), (end.SyncKey, end.HasMore));
    }

    [Fact]
    public async Task An_empty_sync_ends_where_it_began()
    {
        await using var client = await Server.LoginAsync(Customer);
        await AskAsync(client, 2);

        var (messages, end) = await client.SyncAsync(2);

        Assert.Empty(messages);
        Assert.Equal((2L, false), (end.SyncKey, end.HasMore));
    }

    [Fact]
    public async Task A_client_ahead_of_its_queue_is_told_where_the_queue_ends()
    {
        await using var client = await Server.LoginAsync(Customer);
        await AskAsync(client, 2);
        Assert.Equal(2, (await client.SyncAsync(77)).End.SyncKey);
    }

    [Fact]
    public async Task A_round_has_at_most_limit_messages_and_says_whether_there_are_more()
    {
        await using var client = await Server.LoginAsync(Customer);
        await AskAsync(client, 5);

        var first = await client.SyncAsync(1, limit: 2);
        var second = await client.SyncAsync(first.End.SyncKey, limit: 2);

        Assert.Equal([2L, 3L], first.Messages.Select(message => message.SyncKey));
        Assert.True(first.End.HasMore);
        Assert.Equal([4L, 5L], second.Messages.Select(message => message.SyncKey));
        Assert.False(second.End.HasMore);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1_000_000)]
    public async Task A_round_has_at_most_a_thousand_whatever_is_asked_for(long limit)
    {
        await using var client = await Server.LoginAsync(Customer);
        await AskAsync(client, SyncClient.MaxMessages + 5);

        var (messages, end) = await client.SyncAsync(1, limit);

        Assert.Equal(SyncClient.MaxMessages, messages.Count);
        Assert.Equal((SyncClient.MaxMessages + 1L, true), (end.SyncKey, end.HasMore));
    }

    [Fact]
    public async Task SELF_marks_what_this_very_device_sent()
    {
        await using var phone = await Server.LoginAsync(Customer, "phone");
        await using var tablet = await Server.LoginAsync(Customer, "tablet");
        await using var seller = await Server.LoginAsync(Seller, "phone");
        await AskAsync(phone, 1);
        await tablet.ExpectAsync(Command.Customer);
        await AskAsync(tablet, 1);
        await phone.ExpectAsync(Command.Customer);
        await seller.TakeAsync(2);
        await seller.AnswerAsync(Customer, Seller.Uid, "from a phone, but another's");
        await seller.ExpectAsync(Command.Ack);
        await phone.ExpectAsync(Command.CustomerSupport);

        var seen = (await phone.SyncAsync(0)).Messages.Select(message => message.Flags);

        Assert.Equal([MessageFlags.Text | MessageFlags.Self, MessageFlags.Text, MessageFlags.Text], seen);
    }

    [Fact]
    public async Task Devices_without_a_name_are_never_SELF_and_share_no_key()
    {
        await using var one = await Server.LoginAsync(Customer, "");
        await AskAsync(one, 2);
        await one.SendAsync(Command.SyncKey, 2L);

        await using var other = await Server.LoginAsync(Customer, "");
        var (messages, _) = await other.SyncAsync(0);

        Assert.Equal([MessageFlags.Text, MessageFlags.Text], messages.Select(message => message.Flags));
    }

    [Fact]
    public async Task A_device_asking_from_0_starts_at_the_key_it_confirmed_and_not_at_anothers()
    {
        await using var phone = await Server.LoginAsync(Customer, "phone");
        await AskAsync(phone, 4);
        await phone.SendAsync(Command.SyncKey, 3L);
        await phone.SendAsync(Command.SyncKey, 2L);
        await phone.ExpectNothingAsync();

        await using var again = await Server.LoginAsync(Customer, "phone");
        await using var tablet = await Server.LoginAsync(Customer, "tablet");

        Assert.Equal([4L], (await again.SyncAsync(0)).Messages.Select(message => message.SyncKey));
        Assert.Equal([1L, 2L, 3L, 4L], (await tablet.SyncAsync(0)).Messages.Select(message => message.SyncKey));
    }

    [Fact]
    public async Task A_key_beyond_the_queue_is_not_remembered()
    {
        await using var phone = await Server.LoginAsync(Customer, "phone");
        await AskAsync(phone, 1);
        await phone.SendAsync(Command.SyncKey, 1000L);
        await phone.ExpectNothingAsync();
        await AskAsync(phone, 1);

        Assert.Equal([2L], (await phone.SyncAsync(0)).Messages.Select(message => message.SyncKey));
    }

    [Fact]
    public async Task A_device_never_seen_starts_at_the_newest_200()
    {
        await using var phone = await Server.LoginAsync(Customer, "phone");
        await AskAsync(phone, SyncClient.NewDeviceMessages + 3);

        await using var tablet = await Server.LoginAsync(Customer, "tablet");
        var (messages, end) = await tablet.SyncAsync(0);

        Assert.Equal(SyncClient.NewDeviceMessages, messages.Count);
        Assert.Equal(4, messages[0].SyncKey);
        Assert.False(end.HasMore);
    }

    [Fact]
    public async Task AUTH_STATUS_and_PONG_tell_the_newest_key()
    {
        await using var seller = await Server.LoginAsync(Seller);
        await using var customer = await Server.LoginAsync(Customer);
        await AskAsync(customer, 3);
        await seller.TakeAsync(3);

        await customer.PingAsync();
        Assert.Equal(3, (await customer.ExpectAsync(Command.Pong)).SyncKey);

        await using var later = await Server.ConnectAsync();
        await later.PingAsync();
        Assert.Equal(0, (await later.ExpectAsync(Command.Pong)).SyncKey);
        var status = await later.LoginAsync(Server.Token(Seller), "another");
        Assert.Equal((3L, Seller.AppId, Seller.Uid), (status.SyncKey, status.AppId, status.Uid));
    }

    [Fact]
    public async Task PONG_says_nothing_of_the_queue_while_storage_cannot_be_read()
    {
        var store = new FailingStore();
        Server.Replace<IMessageStore>(store);
        await using var client = await Server.LoginAsync(Customer);
        store.FailsReads = true;

        await client.PingAsync();

        Assert.Equal(0, (await client.ExpectAsync(Command.Pong)).SyncKey);
    }

    [Fact]
    public async Task A_sync_key_that_cannot_be_stored_is_refused()
    {
        Server.Replace<IMessageStore>(new FailingStore());
        await using var client = await Server.LoginAsync(Customer);

        var seq = await client.SendAsync(Command.SyncKey, 3L);

        var ack = await client.ExpectAsync(Command.Ack);
        Assert.Equal((Status.StorageUnavailable, seq), (ack.Status, (int)ack.AckedSeq));
    }

    [Fact]
    public async Task A_client_that_syncs_while_others_write_sees_every_message_once()
    {
        const int Count = 300;
        await using var seller = await Server.LoginAsync(Seller);
        await using var customer = await Server.LoginAsync(Customer);

        var asking = AskAsync(customer, Count);
        var seen = await FollowAsync(seller, Count);
        await asking;

        Assert.Equal(Enumerable.Range(1, Count).Select(i => $"{i}"), seen);
    }

    [Fact]
    public async Task An_ACK_of_a_delivered_frame_is_taken_in_silence()
    {
        await using var client = await Server.LoginAsync(Customer);
        await client.SendAsync(Command.Ack, 1L);
        await client.ExpectNothingAsync();
    }

    [Fact]
    public async Task A_second_token_of_the_same_user_is_welcome_and_anothers_ends_the_connection()
    {
        await using var client = await Server.LoginAsync(Customer);

        await client.LoginAsync(Server.Token(Customer));
        await client.SendAsync(Command.AuthToken, 3L, Server.Token(Seller), "device");

        Assert.Equal(Status.AuthFailed, (await client.ExpectAsync(Command.AuthStatus)).Status);
        Assert.Equal(4401, (await client.Closed).Code);
    }

    /// <summary>A client by the book: takes a push that follows its own key, syncs on any other, and at random.</summary>
    private static async Task<List<string>> FollowAsync(KefuClient client, int count)
    {
        var seen = new List<string>();
        var syncing = false;
        while (seen.Count < count)
        {
            var frame = await client.NextAsync();
            var isDue = frame.Command == Command.SyncNotify && frame.SyncKey > seen.Count;
            if (frame.Command == Command.Customer && frame.SyncKey == seen.Count + 1)
            {
                seen.Add(frame.Content);
                isDue = seen.Count % 20 == 0;
            }
            else if (frame.Command == Command.Customer && frame.SyncKey > seen.Count + 1)
            {
                isDue = true;
            }
            else if (frame.Command == Command.SyncEnd)
            {
                syncing = false;
                isDue = frame.HasMore;
            }

            if (isDue && !syncing && seen.Count < count)
            {
                syncing = true;
                await client.SendAsync(Command.Sync, (long)seen.Count, 7L);
            }
        }

        return seen;
    }

    private static async Task AskAsync(KefuClient client, int count)
    {
        var first = client.Seq == 1 ? 1 : 0;
        for (var i = 1; i <= count; i++)
        {
            await client.AskAsync(Customer, Seller.Uid, first == 1 ? $"{i}" : "more");
        }

        foreach (var ack in await client.TakeAsync(count))
        {
            Assert.Equal((Command.Ack, Status.Ok), (ack.Command, ack.Status));
        }
    }
}

public sealed class SyncTestsInMemory() : SyncTests(HostKind.InMemory);

public sealed class SyncTestsOnKestrel() : SyncTests(HostKind.Kestrel);
