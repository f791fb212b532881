using KefuChat.Maintenance.Migration;
using KefuChat.Storage;
using KefuChat.Storage.Assignments;
using KefuChat.Storage.Postgres;
using KefuChat.Storage.Sqlite;
using KefuChat.Tests.Storage;
using KefuChat.Tests.Storage.Postgres;

namespace KefuChat.Tests.Maintenance;

/// <summary>A store is the same in PostgreSQL, however often its migration was stopped, or servers do not start on it.</summary>
public sealed class StoreMigrationTests : StoreMigrationTest
{
    [Fact]
    public async Task All_that_a_store_holds_is_the_same_afterwards_and_goes_on()
    {
        var before = await FillAsync();
        var id = Store.Id;
        Close();

        await MigrateAsync();

        Assert.Equal(before, await MigratedAsync());
        await using var backend = new PostgresBackend(Target);
        var stores = await backend.OpenAsync();
        Assert.Equal(id, Assert.IsType<PostgresMessageStore>(stores.Messages).Id);
        foreach (var request in (SaveRequest[])[
            Chat.FromCustomer("2 again", "two"), Chat.FromCustomer("again", "last"), Chat.FromCustomer("moved", "as a visitor"),
            Chat.FromSeller("note") with { DedupeId = "never shown" }])
        {
            Assert.Equal(SaveStatus.Duplicate, (await stores.Messages.SaveAsync(request).SoonAsync()).Status);
        }

        var newest = (await stores.Messages.LatestKeysAsync([Chat.Customer, Chat.Seller])).ToArray();
        var next = await stores.Messages.SaveAsync(Chat.FromCustomer("next")).SoonAsync();
        Assert.Equal((SaveStatus.Stored, newest[0] + 1, newest[1] + 1), (next.Status, next.SenderKey, next.ReceiverKey));
        Assert.Equal(SaveStatus.Stored, (await stores.Messages.SaveAsync(Chat.FromCustomer("new", customer: Chat.Nobody)).SoonAsync()).Status);
        Assert.Equal("next", (await stores.Messages.ReadQueueAsync(Chat.Customer))[^1].Message.Text());
        Assert.True((await stores.Assignments.ClaimAsync(new ClaimRequest(Chat.OtherShop, Chat.Nobody, [9, 10], [], 9)).SoonAsync()).IsChanged);
        await backend.CloseAsync(stores);
    }

    [Fact]
    public async Task Stopped_behind_every_batch_it_goes_on_where_it_was()
    {
        var before = await FillAsync();
        var batches = new List<(string Table, long Done)>();
        for (var isDone = false; !isDone;)
        {
            using var stop = new CancellationTokenSource();
            var isBegun = false;
            var migration = Migration((table, done, _) =>
            {
                // The first that is heard of a table is where it goes on.
                if (isBegun && batches.LastOrDefault() != (table, done) && done > 0)
                {
                    batches.Add((table, done));
                    stop.Cancel();
                }

                isBegun = true;
            });
            try
            {
                Assert.True(await migration.RunAsync(stop.Token));
                isDone = true;
            }
            catch (OperationCanceledException)
            {
                await Assert.ThrowsAsync<StorageRefusedException>(MigratedAsync);
            }
        }

        // Every batch was copied once, by a migration of its own.
        Assert.Equal(batches.Distinct(), batches);
        Assert.True(batches.Count > 12, string.Join(" ", batches));
        Assert.Equal(before, await MigratedAsync());
    }

    [Fact]
    public async Task What_only_the_commit_log_holds_is_migrated()
    {
        await SaveAsync(Chat.FromCustomer("1"));
        Settle();
        await SaveAsync(Chat.FromCustomer("2"));
        CopyAsACrashLeavesIt(File, Copied);

        Assert.True(await new StoreMigration(Copied, Target).RunAsync(CancellationToken.None));

        await using var backend = new PostgresBackend(Target);
        var stores = await backend.OpenAsync();
        Assert.Equal(["1", "2"], (await stores.Messages.ReadQueueAsync(Chat.Seller)).Texts());
        await backend.CloseAsync(stores);
    }

    [Theory]
    [InlineData("UPDATE messages SET content = 'x' WHERE customer_key = 2", "messages", "is not the same in PostgreSQL")]
    [InlineData("DELETE FROM messages WHERE customer_key = 2", "messages entries", "is not in PostgreSQL")]
    [InlineData("UPDATE messages SET seller_key = 77 WHERE customer_key = 2", "messages entries", "is not the same in PostgreSQL")]
    [InlineData("UPDATE queues SET newest_key = newest_key + 1", "queues", "id 1: is not the same in PostgreSQL")]
    [InlineData("UPDATE conversations SET last_message = 0", "conversations", "id 1: is not the same in PostgreSQL")]
    [InlineData("UPDATE sync_keys SET sync_key = 9", "sync_keys", "queue 1, device phone: is not the same in PostgreSQL")]
    [InlineData("DELETE FROM read_positions", "read_positions", "is not in PostgreSQL")]
    [InlineData("UPDATE assignments SET note = 'other' WHERE note <> ''", "assignments", "is not the same in PostgreSQL")]
    [InlineData("INSERT INTO documents VALUES ('store', 'x', 'v', '')", "documents", "kind store, id x: is in PostgreSQL only")]
    public async Task A_row_that_is_not_the_same_is_found_and_no_server_starts(string damage, string tables, string difference)
    {
        await FillAsync();
        var compared = new List<TableComparison>();
        var migration = Migration(
            (table, done, total) =>
            {
                if (table == "documents" && done == total)
                {
                    RunAsync(damage).GetAwaiter().GetResult();
                }
            },
            compared);

        Assert.False(await migration.RunAsync(CancellationToken.None));

        var wrong = compared.Where(table => !table.IsSame).ToList();
        Assert.Equal(tables, string.Join(" ", wrong.Select(table => table.Table)));
        Assert.Contains(difference, wrong[0].FirstDifference, StringComparison.Ordinal);
        Assert.Contains("being filled by KefuChat migrate", (await Assert.ThrowsAsync<StorageRefusedException>(MigratedAsync)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_in_use_is_refused()
    {
        await SaveAsync(Chat.FromCustomer("1"));

        await IsRefusedAsync("in use by another process");
    }

    [Fact]
    public async Task A_store_that_is_not_there_is_refused_and_not_made()
    {
        await IsRefusedAsync("does not exist");
        Assert.False(System.IO.File.Exists(File));
    }

    [Fact]
    public async Task A_database_with_something_in_it_is_refused()
    {
        await FillAsync();
        await RunAsync("CREATE TABLE messages (text text)");
        await IsRefusedAsync("tables of another program (messages)");
        await RunAsync("DROP TABLE messages");
        await MigrateAsync();
        await IsRefusedAsync("holds this store already");

        await RunAsync("UPDATE store SET id = 'other'");
        await IsRefusedAsync("holds another store, other");
    }

    [Fact]
    public async Task A_store_that_was_used_since_is_not_gone_on_with()
    {
        await FillAsync();
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Migration((_, _, _) => stop.Cancel()).RunAsync(stop.Token));

        await SaveAsync(Chat.FromCustomer("meanwhile"));
        Close();

        await IsRefusedAsync("was used since its migration");
    }

    private async Task IsRefusedAsync(string reason) => Assert.Contains(
        reason,
        (await Assert.ThrowsAsync<StorageRefusedException>(() => Migration().RunAsync(CancellationToken.None))).Message,
        StringComparison.Ordinal);
}
