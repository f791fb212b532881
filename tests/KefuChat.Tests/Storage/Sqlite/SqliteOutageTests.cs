using KefuChat.Storage;
using KefuChat.Storage.Conversations;
using KefuChat.Storage.Sqlite;
using Microsoft.Extensions.Logging;

namespace KefuChat.Tests.Storage.Sqlite;

/// <summary>
/// While the file cannot be written saves are refused and nothing is half-stored; when it can be again, service resumes
/// by itself, without a gap in the keys.
/// </summary>
public sealed class SqliteOutageTests : SqliteTest
{
    private static readonly string Large = new('x', 30_000);

    [Fact]
    public async Task Locked_by_another_process()
    {
        await SaveAsync(Chat.FromCustomer("1"));
        using var other = Connect();
        other.Run("BEGIN IMMEDIATE");

        Assert.Equal(SaveStatus.Unavailable, await SaveAsync(Chat.FromCustomer("lost")));
        await HoldsNumberedAsync(1);

        other.Run("ROLLBACK");
        await ResumesAsync();
    }

    [Fact]
    public async Task Full()
    {
        await SaveAsync(Chat.FromCustomer("1"));
        FillUp();

        Assert.Equal(SaveStatus.Unavailable, await SaveAsync(Chat.FromCustomer(Large)));
        await HoldsNumberedAsync(1);

        MakeRoom();
        await ResumesAsync();
    }

    [Fact]
    public async Task Full_for_one_save_of_a_commit_is_full_for_all_of_it()
    {
        await SaveAsync(Chat.FromCustomer("1"));
        FillUp();
        var store = Store;
        using var isBusy = new ManualResetEventSlim();
        using var isFree = new ManualResetEventSlim();
        var busy = store.Database.UpdateAsync(_ =>
        {
            isBusy.Set();
            isFree.Wait();
        });
        isBusy.Wait();

        // While the writer is at another commit: these go into the next one, together.
        Task<SaveResult>[] saves = [.. new[] { "small", Large, "small" }.Select(text => store.SaveAsync(Chat.FromCustomer(text, seller: Chat.OtherSeller)))];
        isFree.Set();
        await busy.SoonAsync();

        Assert.All(await Task.WhenAll(saves).SoonAsync(), result => Assert.Equal(SaveResult.Unavailable, result));
        Assert.Equal([1, 0], await store.LatestKeysAsync([Chat.Customer, Chat.OtherSeller]));

        MakeRoom();
        var next = await store.SaveAsync(Chat.FromCustomer("next", seller: Chat.OtherSeller)).SoonAsync();
        Assert.Equal((SaveStatus.Stored, 1L, 2L), (next.Status, next.ReceiverKey, next.SenderKey));
    }

    [Fact]
    public async Task Read_only()
    {
        await SaveAsync(Chat.FromCustomer("1"));
        WritersConnection.Run("PRAGMA query_only = ON");

        Assert.Equal(SaveStatus.Unavailable, await SaveAsync(Chat.FromCustomer("lost")));
        await HoldsNumberedAsync(1);

        await ResumesAsync();
    }

    [Fact]
    public async Task A_message_that_was_refused_is_no_duplicate_when_it_is_sent_again()
    {
        WritersConnection.Run("PRAGMA query_only = ON");
        Assert.Equal(SaveStatus.Unavailable, await SaveAsync(Chat.FromCustomer("1", uuid: "a")));

        Assert.Equal(SaveStatus.Stored, await SaveAsync(Chat.FromCustomer("1", uuid: "a")));
        Assert.Equal(SaveStatus.Duplicate, await SaveAsync(Chat.FromCustomer("1", uuid: "a")));
        await HoldsNumberedAsync(1);
    }

    [Fact]
    public async Task The_first_message_of_two_users_may_be_the_one_refused()
    {
        FillUp();
        Assert.Equal(SaveStatus.Unavailable, await SaveAsync(Chat.FromCustomer(Large)));
        MakeRoom();

        Assert.Equal(SaveStatus.Stored, await SaveAsync(Chat.FromCustomer("1")));

        await HoldsNumberedAsync(1);
        Assert.NotNull(await Conversations.FindAsync(Chat.Seller, Party.Seller, Chat.Between(Chat.Customer, Chat.Seller)));
    }

    [Fact]
    public async Task Raising_keys_and_probing_fail_meanwhile()
    {
        await SaveAsync(Chat.FromCustomer("1"));
        using var other = Connect();
        other.Run("BEGIN IMMEDIATE");

        var conversation = Chat.Between(Chat.Customer, Chat.Seller);
        Task[] writes =
        [
            Store.ProbeAsync(),
            Store.RaiseSyncKeyAsync(Chat.Seller, "phone", 1),
            Conversations.RaiseReadPositionAsync(Chat.Seller, Party.Seller, conversation, 1),
        ];
        foreach (var write in writes)
        {
            await Assert.ThrowsAsync<StorageUnavailableException>(() => write.SoonAsync());
        }

        other.Run("ROLLBACK");
        await Store.ProbeAsync().SoonAsync();
        Assert.Null(await Store.GetSyncKeyAsync(Chat.Seller, "phone"));
        Assert.Equal(0, (await Conversations.GetReadPositionAsync(Chat.Seller, Party.Seller, conversation)).Key);
    }

    [Fact]
    public async Task An_outage_is_logged_when_it_begins_and_when_it_ends()
    {
        for (var outage = 1; outage <= 2; outage++)
        {
            FillUp();
            for (var i = 0; i < 3; i++)
            {
                Assert.Equal(SaveStatus.Unavailable, await SaveAsync(Chat.FromCustomer(Large)));
            }

            MakeRoom();
            for (var i = 0; i < 3; i++)
            {
                Assert.Equal(SaveStatus.Stored, await SaveAsync(Chat.FromCustomer("hello")));
            }
        }

        Assert.Equal([1001, 1002, 1001, 1002], Log.Events);
        Assert.Equal((LogLevel.Error, LogLevel.Information), (Log.Entries[0].Level, Log.Entries[1].Level));
        Assert.NotNull(Log.Entries[0].Cause);
        Assert.DoesNotContain(Log.Entries, entry => $"{entry.Text} {entry.Cause}".Contains(Large[..100], StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_service_without_outage_logs_nothing()
    {
        await SaveAsync(Chat.FromCustomer("1"));
        Close();

        Assert.Empty(Log.Entries);
    }

    /// <summary>The next saves are stored with the next keys, and all is there after closing as well.</summary>
    private async Task ResumesAsync()
    {
        Assert.Equal(SaveStatus.Stored, await SaveAsync(Chat.FromCustomer("2")));
        Assert.Equal(SaveStatus.Stored, await SaveAsync(Chat.FromCustomer("3")));
        await HoldsNumberedAsync(3);
        Close();
        await HoldsNumberedAsync(3);
    }

    /// <summary>The database may not grow: what needs a new page is refused as on a full disk.</summary>
    private void FillUp() => WritersConnection.Run($"PRAGMA max_page_count = {WritersConnection.Scalar("PRAGMA page_count")}");

    private void MakeRoom() => WritersConnection.Run("PRAGMA max_page_count = 1000000");
}
