using KefuChat.Protocol;
using KefuChat.Storage;
using KefuChat.Storage.Assignments;
using KefuChat.Storage.Postgres;
using KefuChat.Tests.EndToEnd;
using KefuChat.Tests.Time;
using Microsoft.Extensions.Logging.Abstractions;
using static KefuChat.Tests.Storage.Chat;

namespace KefuChat.Tests.Storage.Postgres;

/// <summary>Months that are kept no longer are dropped, and what of conversations is empty then goes with them.</summary>
public sealed class PostgresRetentionTests : PostgresTest
{
    private const int January = (2020 - 1970) * 12;
    private static readonly DateTimeOffset InJanuary = new(2020, 1, 15, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset InMarch = new(2020, 3, 1, 0, 0, 0, TimeSpan.Zero);

    private PostgresDatabase? _database;
    private PostgresMessageStore? _store;

    private PostgresDatabase Database => _database ?? throw new InvalidOperationException("the database is not open");

    private PostgresMessageStore Store => _store ?? throw new InvalidOperationException("the store is not open");

    private PostgresAssignmentStore Assignments => new(Database);

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _database = await OpenDatabaseAsync();
        _store = await OpenAsync();
    }

    [Fact]
    public async Task Messages_of_a_month_that_is_over_are_dropped_and_the_queues_go_on()
    {
        await InMonthAsync(January, Save("1"), Save("2"), Save("another's", OtherCustomer));
        await SaveAsync(FromCustomer("3"));

        Assert.Equal(1, await RunAsync());

        Assert.Equal("3:3", await HeldAsync(Customer));
        Assert.Equal("", await HeldAsync(OtherCustomer));
        Assert.Equal("4:3", await HeldAsync(Seller));
        await SaveAsync(FromCustomer("4", customer: OtherCustomer));
        Assert.Equal("2:4", await HeldAsync(OtherCustomer));
        Assert.Equal("4:3 5:4", await HeldAsync(Seller));
        Assert.Equal(0, await RunAsync());
    }

    [Fact]
    public async Task What_is_empty_then_goes_but_for_open_assignments()
    {
        await InMonthAsync(January, Save("1"), Save("2", OtherCustomer));
        await Assignments.ChangeAsync(new AssignmentChange(Shop, Customer, Seller.Uid, Seller.Uid, IsOpen: false, Noon)).SoonAsync();
        await RunSqlAsync("INSERT INTO read_positions (queue, conversation, sync_key, message) SELECT seller, id, 1, last_message FROM conversations");

        await RunAsync();

        Assert.Equal(0, await CountAsync("conversations") + await CountAsync("read_positions"));
        Assert.Null(await Assignments.GetAsync(Shop, Customer));
        Assert.True((await Assignments.GetAsync(Shop, OtherCustomer))?.IsOpen);
    }

    [Fact]
    public async Task What_goes_on_in_a_later_month_stays()
    {
        await InMonthAsync(January, Save("1"));
        await SaveAsync(FromCustomer("2"));
        await Assignments.ChangeAsync(new AssignmentChange(Shop, Customer, Seller.Uid, Seller.Uid, IsOpen: false, Noon)).SoonAsync();

        await RunAsync();

        Assert.Equal(1, await CountAsync("conversations"));
        Assert.NotNull(await Assignments.GetAsync(Shop, Customer));
    }

    [Fact]
    public async Task A_month_with_one_that_is_to_be_kept_stays()
    {
        await InMonthAsync(January, Save("1"), FromCustomer("from a clock ahead", at: InMarch.ToUnixTimeMilliseconds()));

        Assert.Equal(0, await RunAsync());
        Assert.Equal(1, await RunAsync(InMarch.AddMilliseconds(1)));
    }

    [Fact]
    public async Task A_month_that_is_not_over_by_then_stays()
    {
        await InMonthAsync(January, Save("1"));

        Assert.Equal(0, await RunAsync(new DateTimeOffset(2020, 1, 31, 23, 59, 59, TimeSpan.Zero)));
        Assert.Equal(1, await RunAsync(new DateTimeOffset(2020, 2, 1, 0, 0, 0, TimeSpan.Zero)));
    }

    [Fact]
    public async Task The_month_in_which_messages_are_stored_stays()
    {
        await SaveAsync(Save("1"));

        Assert.Equal(0, await RunAsync(DateTimeOffset.UtcNow.AddYears(1)));
        Assert.Equal("1:1", await HeldAsync(Customer));
    }

    [Fact]
    public async Task Who_uses_a_month_is_not_waited_for_and_it_is_dropped_the_next_time()
    {
        await InMonthAsync(January, Save("1"));
        var retention = new PostgresRetention(Database);
        await Database.UpdateAsync(async transaction =>
        {
            await transaction.Connection.ExecuteAsync("LOCK TABLE messages IN ROW EXCLUSIVE MODE");
            await Assert.ThrowsAsync<StorageUnavailableException>(() => retention.RunAsync(InMarch));
            return true;
        });
        Assert.Equal("1:1", await HeldAsync(Customer));

        Assert.Equal(1, await retention.RunAsync(InMarch));
        Assert.Equal("", await HeldAsync(Customer));
    }

    [Fact]
    public async Task What_a_node_left_when_it_ended_behind_a_drop_goes_with_anothers_first_run()
    {
        await InMonthAsync(January, Save("1"));
        await DropAsync(January);
        Assert.Equal(1, await CountAsync("conversations"));

        Assert.Equal(0, await RunAsync());
        Assert.Equal(0, await CountAsync("conversations"));
    }

    [Theory]
    [InlineData(30, 0)]
    [InlineData(0, 1)]
    public async Task It_is_done_at_the_start_and_every_hour_if_it_is_wanted(int days, int kept)
    {
        await InMonthAsync(January, Save("1"));
        var months = await MonthsAsync();
        var time = new ManualTime();
        using var housekeeping = new PostgresHousekeeping(Database, days, time, NullLogger<PostgresHousekeeping>.Instance);
        await housekeeping.StartAsync(CancellationToken.None);

        await EndToEndTest.WaitUntilAsync(() => time.HasTimer);
        await DropAsync(months[^1]);
        time.Advance(PostgresHousekeeping.Interval);
        await EndToEndTest.WaitUntilAsync(() => time.HasTimer);
        await housekeeping.StopAsync(CancellationToken.None);

        Assert.Equal(kept, await CountAsync("messages"));
        Assert.Equal(months[(1 - kept)..], await MonthsAsync());
    }

    private static SaveRequest Save(string text, User? customer = null) =>
        FromCustomer(text, customer: customer, at: InJanuary.ToUnixTimeMilliseconds());

    private Task<int> RunAsync(DateTimeOffset? before = null) => new PostgresRetention(Database).RunAsync(before ?? InMarch).SoonAsync();

    /// <summary>Saves as if it were that month.</summary>
    private async Task InMonthAsync(int month, params SaveRequest[] requests)
    {
        var now = await Database.UpdateAsync(async transaction =>
        {
            await PostgresPartitions.AddAsync(transaction.Connection, month);
            return await transaction.Connection.ScalarAsync<long>("SELECT last_value FROM message_ids");
        });
        await RunSqlAsync($"SELECT setval('message_ids', {PostgresPartitions.FirstId(month)})");
        await SaveAsync(requests);
        await RunSqlAsync($"SELECT setval('message_ids', {now})");
    }

    private async Task SaveAsync(params SaveRequest[] requests)
    {
        var results = await Task.WhenAll(requests.Select(Store.SaveAsync)).SoonAsync();
        Assert.All(results, result => Assert.Equal(SaveStatus.Stored, result.Status));
    }

    private async Task<string> HeldAsync(User user) =>
        string.Join(' ', (await Store.ReadQueueAsync(user)).Select(entry => $"{entry.SyncKey}:{entry.Message.Text()}"));

    private Task<List<int>> MonthsAsync() => Database.ReadAsync(PostgresPartitions.ListAsync);

    private Task<int> DropAsync(int month) =>
        Database.UpdateAsync(transaction => PostgresPartitions.DropAsync(transaction.Connection, month));

    private Task<long> CountAsync(string table) => Database.ReadAsync(async connection =>
        await connection.ScalarAsync<long>($"SELECT count(*) FROM {table}") ?? 0);

    private Task<int> RunSqlAsync(string statement) =>
        Database.UpdateAsync(transaction => transaction.Connection.ExecuteAsync(statement));
}
