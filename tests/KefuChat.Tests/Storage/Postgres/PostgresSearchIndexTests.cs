using System.Globalization;
using KefuChat.Protocol;
using KefuChat.Storage;
using KefuChat.Storage.Postgres;
using KefuChat.Tests.EndToEnd;
using KefuChat.Tests.Time;
using static KefuChat.Tests.Storage.Chat;

namespace KefuChat.Tests.Storage.Postgres;

/// <summary>The search index follows the messages, and what it has not reached is found all the same.</summary>
public sealed class PostgresSearchIndexTests : PostgresTest
{
    private const int January = (2026 - 1970) * 12;

    private readonly ManualTime _time = new();
    private readonly CollectingLogger<PostgresSearchIndex> _log = new();
    private PostgresDatabase? _database;
    private PostgresMessageStore? _store;
    private PostgresSearchIndex? _index;

    private PostgresDatabase Database => _database ?? throw new InvalidOperationException("the database is not open");

    private PostgresSearchIndex Index => _index ?? throw new InvalidOperationException("the index is not open");

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _store = await OpenAsync();
        _database = await OpenDatabaseAsync();
        _index = new PostgresSearchIndex(_database, _time, _log);
    }

    [Fact]
    public async Task What_nobody_searches_is_indexed_after_a_while()
    {
        await SaveAsync(FromCustomer("dress"));
        await Index.StartAsync(CancellationToken.None);
        await LoopWaitsAsync();
        Assert.Equal(0, await WordsAsync());

        await EndToEndTest.WaitUntilAsync(async () =>
        {
            await PassAsync();
            return await WordsAsync() == 1;
        });

        await Index.StopAsync(CancellationToken.None);
        Assert.Empty(_log.Entries);
    }

    [Fact]
    public async Task A_message_that_is_stored_late_is_not_passed_over()
    {
        await SaveAsync(FromCustomer("dress 1"));
        await FillAsync(1);
        var late = await ConnectAsync();
        await using var storing = await late.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await late.ExecuteAsync("SELECT FROM queues LIMIT 1 FOR NO KEY UPDATE");
        await late.ExecuteAsync(
            """
            INSERT INTO messages SELECT nextval('message_ids'), conversation, sender, customer, customer_key + 100, seller, seller_key + 100,
                timestamp_ms, command, flags, device, uuid, convert_to('late dress', 'UTF8') FROM messages
            """);
        await SaveAsync(FromCustomer("dress 2", customer: OtherCustomer, seller: OtherSeller));

        await Index.FillAsync(CancellationToken.None);

        Assert.Equal(1, await WordsAsync());
        Assert.Equal("dress 2", await FindAsync(OtherSeller));
        await storing.CommitAsync(TestContext.Current.CancellationToken);
        Assert.Equal("late dress, dress 1", await FindAsync(Seller));
        await FillAsync(3);
        Assert.Equal("late dress, dress 1", await FindAsync(Seller));
    }

    [Fact]
    public async Task While_another_fills_it_nothing_is_taken_in_and_nothing_twice_later()
    {
        await SaveAsync(FromCustomer("dress"));
        var other = await ConnectAsync();
        await using (var filling = await other.BeginTransactionAsync(TestContext.Current.CancellationToken))
        {
            await other.ExecuteAsync("SELECT FROM search_state FOR UPDATE");
            await Index.FillAsync(CancellationToken.None).SoonAsync();
            Assert.Equal(0, await WordsAsync());
        }

        await FillAsync(1);
        await Index.FillAsync(CancellationToken.None);

        Assert.Equal(1, await WordsAsync());
    }

    [Fact]
    public async Task What_is_removed_while_it_is_filled_leaves_no_words()
    {
        await SaveAsync(FromCustomer("dress"));
        var (other, remover) = (await ConnectAsync(), await ConnectAsync());
        await using var filling = await other.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await other.ExecuteAsync("SELECT FROM search_state FOR UPDATE");
        await other.ExecuteAsync("INSERT INTO search_words SELECT id, '{1}' FROM messages");

        var removal = remover.ExecuteAsync("DELETE FROM messages");
        await EndToEndTest.WaitUntilAsync(async () => await other.ScalarAsync<long>(
            "SELECT count(*) FROM pg_stat_activity WHERE pid = $1 AND wait_event_type = 'Lock'", remover.ProcessID) == 1);
        await filling.CommitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(1, await removal.SoonAsync());
        Assert.Equal(0, await WordsAsync());
    }

    [Fact]
    public async Task Months_are_searched_one_after_the_other_the_newest_first()
    {
        await SaveInMonthAsync(January, "dress 1", "dress 2", "coat");
        await SaveInMonthAsync(January + 1, "dress 3");
        await SaveInMonthAsync(January + 4, "coat", "dress 4");
        await FillAsync(6);

        Assert.Equal("dress 4, dress 3", await FindAsync(Seller, limit: 2));
        Assert.Equal("dress 2, dress 1", await FindAsync(Seller, before: 4, limit: 2));
        Assert.Equal("dress 4, dress 3, dress 2, dress 1", await FindAsync(Customer));
    }

    [Fact]
    public async Task A_dropped_months_words_are_passed_over()
    {
        await SaveInMonthAsync(January, "dress 1");
        await SaveInMonthAsync(January + 1, "dress 2", "dress 3");
        await SaveInMonthAsync(January + 2, "dress 4");
        await FillAsync(4);
        await (await ConnectAsync()).ExecuteAsync($"DROP TABLE {PostgresPartitions.Table(January + 1)}");

        Assert.Equal("dress 4, dress 1", await FindAsync(Seller, limit: 2));
    }

    [Fact]
    public async Task Of_a_queue_that_the_index_is_far_behind_of_the_newest_are_found()
    {
        await SaveAsync([FromCustomer("old dress"), .. Enumerable.Range(0, 1999).Select(_ => FromCustomer("coat"))]);
        Assert.Equal("old dress", await FindAsync(Seller));
        await SaveAsync(FromCustomer("new dress"));
        Assert.Equal("new dress", await FindAsync(Seller));

        await FillAsync(2001);

        Assert.Equal("new dress, old dress", await FindAsync(Seller));
    }

    [Fact]
    public async Task That_it_cannot_be_filled_is_told_once_and_it_is_filled_later()
    {
        await SaveAsync(FromCustomer("dress"));
        var other = await ConnectAsync();
        await other.ExecuteAsync("ALTER TABLE search_state RENAME TO elsewhere");
        await Index.StartAsync(CancellationToken.None);
        await LoopWaitsAsync();
        await EndToEndTest.WaitUntilAsync(async () =>
        {
            await PassAsync();
            return _log.Entries.Count > 0;
        });
        await PassAsync();
        Assert.Equal([1033], _log.Events);

        await other.ExecuteAsync("ALTER TABLE elsewhere RENAME TO search_state");
        await EndToEndTest.WaitUntilAsync(async () =>
        {
            await PassAsync();
            return await WordsAsync() == 1;
        });

        await Index.StopAsync(CancellationToken.None);
        Assert.Equal([1033], _log.Events);
    }

    public override async ValueTask DisposeAsync()
    {
        _index?.Dispose();
        await base.DisposeAsync();
    }

    private async Task SaveAsync(params SaveRequest[] requests)
    {
        var store = _store ?? throw new InvalidOperationException("the store is not open");
        var results = await Task.WhenAll(requests.Select(store.SaveAsync)).SoonAsync();
        Assert.All(results, result => Assert.Equal(SaveStatus.Stored, result.Status));
    }

    /// <summary>Saves as if it were a month.</summary>
    private async Task SaveInMonthAsync(int month, params string[] texts)
    {
        var connection = await ConnectAsync();
        await PostgresPartitions.AddAsync(connection, month);
        await connection.ExecuteAsync(string.Create(
            CultureInfo.InvariantCulture, $"SELECT setval('message_ids', {PostgresPartitions.FirstId(month)})"));
        await SaveAsync([.. texts.Select(text => FromCustomer(text))]);
    }

    /// <summary>Fills the index until it has so many messages: other tests' transactions may hold it up.</summary>
    private Task FillAsync(int messages) => EndToEndTest.WaitUntilAsync(async () =>
    {
        await Index.FillAsync(CancellationToken.None);
        return await WordsAsync() == messages;
    });

    /// <summary>Lets the loop come by once, and waits until it waits again.</summary>
    private async Task PassAsync()
    {
        _time.Advance(PostgresSearchIndex.Period);
        await LoopWaitsAsync();
    }

    private Task LoopWaitsAsync() => EndToEndTest.WaitUntilAsync(() => _time.HasTimerWithin(PostgresSearchIndex.Period));

    private Task<long?> WordsAsync() =>
        Database.ReadAsync(connection => connection.ScalarAsync<long>("SELECT count(*) FROM search_words"));

    private async Task<string> FindAsync(User user, long before = long.MaxValue, int limit = 10) => string.Join(
        ", ", (await new PostgresConversationStore(Database).SearchAsync(user, "dress", before, limit)).Messages.Texts());
}
