using System.Globalization;
using KefuChat.Connections;
using KefuChat.Protocol;
using KefuChat.Storage;
using KefuChat.Tests.TestClients;

namespace KefuChat.Tests.EndToEnd;

/// <summary>Every row of the close code table, from outside; and that nobody else feels it.</summary>
public abstract class CloseCodeTests(HostKind host) : EndToEndTest(host)
{
    [Fact]
    public async Task Normal_1000_answers_the_clients_goodbye()
    {
        await using var client = await Server.LoginAsync(Customer);
        await client.CloseAsync();
        Assert.Equal(1000, (await client.Closed).Code);
    }

    [Fact]
    public async Task Draining_1001_gives_each_client_a_delay_of_its_own()
    {
        var clients = new List<KefuClient>();
        for (var i = 0; i < 5; i++)
        {
            clients.Add(await Server.LoginAsync(Customer, $"device {i}"));
        }

        await using var stranger = await Server.ConnectAsync();
        Server.Get<ConnectionAcceptor>().Drain();

        var closed = await Task.WhenAll(clients.Append(stranger).Select(client => client.Closed));
        Assert.All(closed, end => Assert.Equal(1001, end.Code));
        var delays = closed.Select(end => int.Parse(end.Reason, CultureInfo.InvariantCulture)).ToList();
        Assert.All(delays, delay => Assert.InRange(delay, 1, 20_000));
        Assert.Equal(delays.Count, delays.Distinct().Count());

        foreach (var client in clients)
        {
            await client.DisposeAsync();
        }
    }

    [Fact]
    public async Task Draining_1001_meets_those_who_come_too_late()
    {
        Server.Get<ConnectionAcceptor>().Drain();
        await using var client = await Server.ConnectAsync();
        Assert.Equal(1001, (await client.Closed).Code);
    }

    [Fact]
    public async Task TooLarge_1009_for_a_frame_over_the_limit_and_not_for_one_at_it()
    {
        await using var client = await Server.LoginAsync(Customer);
        var padding = new byte[32_768 - 7];
        Array.Fill(padding, (byte)'x');

        // A PING with an element the server does not know: 4 bytes of array, 3 of string header.
        await client.SendAsync(Command.Ping, padding);
        await client.ExpectAsync(Command.Pong);
        await client.SendAsync(Command.Ping, padding.Append((byte)'x').ToArray());

        var (code, reason) = await client.Closed;
        Assert.Equal(1009, code);
        Assert.Contains("32768", reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Overloaded_1013_when_storage_cannot_be_read_at_login()
    {
        Server.Replace<IMessageStore>(new FailingStore { FailsReads = true });
        await using var client = await Server.ConnectAsync();

        await client.SendAsync(Command.AuthToken, 3L, Server.Token(Customer), "device");

        Assert.Equal(Status.StorageUnavailable, (await client.ExpectAsync(Command.AuthStatus)).Status);
        Assert.Equal(1013, (await client.Closed).Code);
    }

    [Fact]
    public async Task Overloaded_1013_when_storage_cannot_be_read_for_a_sync()
    {
        var store = new FailingStore();
        Server.Replace<IMessageStore>(store);
        await using var client = await Server.LoginAsync(Customer);
        store.FailsReads = true;

        await client.SendAsync(Command.Sync, 5L, 0L);

        Assert.Equal(1013, (await client.Closed).Code);
    }

    [Theory]
    [InlineData(new byte[0], "frame")]
    [InlineData(new byte[] { 0x90 }, "command")]
    [InlineData(new byte[] { 0xc1 }, "frame")]
    [InlineData(new byte[] { 0x93, 26, 1, 0xa1, 0x78 }, "flags")]
    [InlineData(new byte[] { 0x91, 13, 0 }, "after the array")]
    public async Task Malformed_4400_names_what_was_wrong_and_closes_that_connection_alone(byte[] frame, string named)
    {
        await using var bystander = await Server.LoginAsync(Customer);
        await using var client = await Server.LoginAsync(Customer);

        await client.SendRawAsync(frame);

        var (code, reason) = await client.Closed;
        Assert.Equal(4400, code);
        Assert.Contains(named, reason, StringComparison.Ordinal);
        await bystander.ExpectNothingAsync();
    }

    [Fact]
    public async Task Malformed_4400_for_a_text_message()
    {
        await using var client = await Server.LoginAsync(Customer);
        await client.SendTextAsync("hello");
        Assert.Equal(4400, (await client.Closed).Code);
    }

    [Fact]
    public async Task A_refused_frame_loses_nothing_that_came_before_it()
    {
        await using var client = await Server.LoginAsync(Customer);

        var seqs = new List<int>();
        for (var i = 0; i < 20; i++)
        {
            seqs.Add(await client.AskAsync(Customer, Seller.Uid, $"{i}"));
        }

        await client.SendRawAsync([0xc1]);

        Assert.Equal(4400, (await client.Closed).Code);
        var acks = await client.RestAsync();
        Assert.Equal(seqs.Select(seq => (long)seq), acks.Select(ack => ack.AckedSeq));
        Assert.All(acks, ack => Assert.Equal(Status.Ok, ack.Status));
    }

    [Fact]
    public async Task AuthenticationFailed_4401_when_no_token_comes_in_10_seconds()
    {
        var time = Server.UseManualTime();
        await using var client = await Server.ConnectAsync();
        await client.ExpectNothingAsync();

        time.Advance(TimeSpan.FromSeconds(9.9));
        await client.ExpectNothingAsync();
        time.Advance(TimeSpan.FromSeconds(0.1));

        Assert.Equal(4401, (await client.Closed).Code);
    }

    [Fact]
    public async Task Idle_4408_after_6_minutes_of_silence_and_not_before()
    {
        var time = Server.UseManualTime();
        await using var client = await Server.LoginAsync(Customer);

        time.Advance(TimeSpan.FromMinutes(5));
        await client.ExpectNothingAsync();
        time.Advance(TimeSpan.FromMinutes(5));
        await client.ExpectNothingAsync();
        time.Advance(TimeSpan.FromMinutes(6));

        Assert.Equal(4408, (await client.Closed).Code);
    }

    [Fact]
    public async Task RateAbused_4429_for_a_client_that_does_not_heed_25()
    {
        Server.Set("Kefu:Limits:MessagesPerSecond", 1).Set("Kefu:Limits:MessageBurst", 5);
        Server.UseManualTime();
        await using var client = await Server.LoginAsync(Customer);

        for (var i = 0; i < 9; i++)
        {
            await client.AskAsync(Customer, Seller.Uid, $"{i}");
        }

        Assert.Equal(4429, (await client.Closed).Code);
        var statuses = (await client.RestAsync()).Select(ack => ack.Status).ToList();
        Assert.Equal(Enumerable.Repeat(Status.Ok, 4).Concat(Enumerable.Repeat(Status.RateLimited, 4)), statuses);
    }

    [Fact]
    public async Task A_peer_that_never_says_goodbye_is_dropped_in_the_end()
    {
        var time = Server.UseManualTime();
        await using var client = new KefuClient(new WebClientSocket(await Server.OpenAsync(KefuV1Codec.Subprotocol)));
        var registry = Server.Get<ConnectionRegistry>();
        await WaitUntilAsync(() => registry.All.Count == 1);

        // It reads nothing, so it never answers the goodbye either.
        Server.Get<ConnectionAcceptor>().Drain();
        time.Advance(ConnectionDeadline.CloseTimeout);

        await WaitUntilAsync(() => registry.All.Count == 0);
    }
}

public sealed class CloseCodeTestsInMemory() : CloseCodeTests(HostKind.InMemory);

public sealed class CloseCodeTestsOnKestrel() : CloseCodeTests(HostKind.Kestrel)
{
    [Fact]
    public async Task Overloaded_1013_over_the_connections_an_address_may_hold()
    {
        Server.Set("Kefu:Limits:ConnectionsPerAddress", 2);
        await using var first = await Server.LoginAsync(Customer);
        await using var second = await Server.LoginAsync(Customer);
        await using (var third = await Server.ConnectAsync())
        {
            Assert.Equal(1013, (await third.Closed).Code);
        }

        await first.CloseAsync();
        await WaitUntilAsync(() => Server.Get<ConnectionRegistry>().All.Count == 1);
        await using var fourth = await Server.LoginAsync(Customer);
        await second.ExpectNothingAsync();
    }
}
