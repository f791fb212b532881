using KefuChat.Storage;
using KefuChat.Storage.Assignments;
using KefuChat.Storage.Postgres;
using KefuChat.Storage.Sharding;
using KefuChat.Tests.EndToEnd;
using Npgsql;

namespace KefuChat.Tests.Storage.Postgres;

/// <summary>A shard in PostgreSQL: what others do to the database meanwhile, and what becomes of it with the months.</summary>
public sealed class PostgresShardStoreTests : PostgresTest
{
    private PostgresMessageStore? _store;
    private PostgresShardStore? _shard;

    private PostgresMessageStore Store => _store ?? throw new InvalidOperationException("the store is not open");

    private PostgresShardStore Shard => _shard ?? throw new InvalidOperationException("the shard is not open");

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _store = await OpenAsync();
        _shard = new PostgresShardStore(await OpenDatabaseAsync());
    }

    [Fact]
    public async Task Nothing_is_settled_behind_a_message_that_is_still_being_stored()
    {
        await SaveAsync("1");
        var late = await ConnectAsync();
        await using var storing = await late.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await late.ExecuteAsync("SELECT FROM queues LIMIT 1 FOR NO KEY UPDATE");
        var id = await late.ScalarAsync<long>("SELECT nextval('message_ids')") ?? 0;
        Assert.Equal(
            SaveStatus.Stored,
            (await Store.SaveAsync(Chat.FromCustomer("2", customer: Chat.OtherCustomer, seller: Chat.OtherSeller)).SoonAsync()).Status);

        Assert.InRange(await Shard.SettledAsync(), 0, id - 1);

        await storing.RollbackAsync(TestContext.Current.CancellationToken);
        await SettledAsync(newest: id + 1);
    }

    [Fact]
    public async Task Whoever_asks_while_another_does_has_the_same_answer()
    {
        await SaveAsync("1");
        var other = await ConnectAsync();
        await using var holding = await other.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await other.ExecuteAsync("LOCK TABLE messages");

        var first = Shard.SettledAsync().AsTask();
        var second = Shard.SettledAsync().AsTask();

        Assert.Same(first, second);
        await holding.RollbackAsync(TestContext.Current.CancellationToken);
        await second.SoonAsync();
        Assert.NotSame(second, Shard.SettledAsync().AsTask());
    }

    [Fact]
    public async Task After_a_failure_it_is_looked_anew_what_is_settled()
    {
        await SaveAsync("1");
        await SettledAsync();
        var (other, writer) = (await ConnectAsync(), await ConnectAsync());
        await using var writing = await writer.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await writer.ExecuteAsync("SELECT pg_current_xact_id()");
        await other.ExecuteAsync("ALTER TABLE messages RENAME TO elsewhere");

        await Assert.ThrowsAsync<StorageUnavailableException>(() => Shard.SettledAsync().AsTask());

        await other.ExecuteAsync("ALTER TABLE elsewhere RENAME TO messages");
        Assert.Equal(0, await Shard.SettledAsync());
        await writing.CommitAsync(TestContext.Current.CancellationToken);
        await SettledAsync();
    }

    [Fact]
    public async Task Of_messages_that_bear_one_name_months_apart_the_newest_is_found()
    {
        await SaveAsync("1", "a");
        var connection = await ConnectAsync();
        await PostgresPartitions.PrepareAsync(connection, await PostgresPartitions.CurrentMonthAsync(connection) + 2);
        await SaveAsync("2", "a");

        Assert.Equal([new MessageKeys(2, 2)], await Shard.FindAsync([new(Chat.Customer, "a")]));
    }

    [Fact]
    public async Task Assignments_that_are_told_again_are_not_even_locked()
    {
        var copy = Copy(1) with { IsUsed = true };
        copy = copy with { Assignment = copy.Assignment with { TransferredBy = 5, Note = "a\0b" } };
        await Shard.PutAssignmentsAsync([copy]).SoonAsync();
        var connection = await ConnectAsync();
        var before = await RowsAsync(connection);

        await Shard.PutAssignmentsAsync([copy, Copy(1, at: Chat.Noon - 1)]).SoonAsync();

        Assert.Equal(before, await RowsAsync(connection));
        Assert.Equal("a\uFFFDb", (await Shard.FindAssignmentAsync(Chat.Shop, copy.Assignment.Customer))?.Assignment.Note);
        await Shard.PutAssignmentsAsync([Copy(1, at: Chat.Noon + 1)]).SoonAsync();
        Assert.NotEqual(before, await RowsAsync(connection));
    }

    [Fact]
    public async Task More_assignments_are_put_than_fit_into_a_transaction()
    {
        var copies = Enumerable.Range(1, 501).Select(uid => Copy(uid, Chat.Noon + uid)).ToArray();

        await Shard.PutAssignmentsAsync(copies).SoonAsync();

        Assert.Equal(copies, await Shard.ReadAssignmentsAsync(0, 1000));
    }

    private static AssignmentCopy Copy(long uid, long at = Chat.Noon) =>
        new(new Assignment(Chat.Shop, new(7, uid), 11, IsOpen: true, at), IsUsed: false);

    /// <summary>Who wrote the assignments, and who locked their customers last.</summary>
    private static Task<List<(long WrittenBy, long LockedBy)>> RowsAsync(NpgsqlConnection connection) => connection.RowsAsync(
        row => (row.GetInt64(0), row.GetInt64(1)),
        "SELECT a.xmin::text::bigint, q.xmax::text::bigint FROM assignments a JOIN queues q ON q.id = a.customer");

    private async Task SaveAsync(string text, string uuid = "") =>
        Assert.Equal(SaveStatus.Stored, (await Store.SaveAsync(Chat.FromCustomer(text, uuid)).SoonAsync()).Status);

    /// <summary>Until so much is settled: other tests' transactions may hold it up.</summary>
    private Task SettledAsync(long newest = 1) => EndToEndTest.WaitUntilAsync(async () => await Shard.SettledAsync() >= newest);
}
