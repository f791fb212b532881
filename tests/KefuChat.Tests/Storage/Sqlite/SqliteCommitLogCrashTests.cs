using KefuChat.Protocol;
using KefuChat.Storage;
using KefuChat.Storage.Sqlite;

namespace KefuChat.Tests.Storage.Sqlite;

/// <summary>Whatever happens between log and file, an acknowledged message is there once, in its place.</summary>
public sealed class SqliteCommitLogCrashTests : SqliteCommitLogTest
{
    [Fact]
    public async Task A_crash_loses_nothing_that_was_only_logged()
    {
        await SaveAsync(Chat.FromCustomer("1", uuid: "a"));
        Settle();
        await SaveAsync(Chat.FromCustomer("2", uuid: "b"));
        await SaveAsync(Chat.FromSeller("3"));
        await Store.RaiseSyncKeyAsync(Chat.Customer, "phone", 2).SoonAsync();
        await SaveAsync(Chat.FromCustomer("4", customer: Chat.OtherCustomer));
        Assert.Equal(1, Committed());

        using var again = OpenAsAfterACrash();

        Assert.Equal(["1", "2", "3"], await again.ReadContentsAsync(Chat.Customer));
        Assert.Equal(["1", "2", "3", "4"], await again.ReadContentsAsync(Chat.Seller));
        Assert.Equal(2, await again.GetSyncKeyAsync(Chat.Customer, "phone"));
        foreach (var uuid in (string[])["a", "b"])
        {
            Assert.Equal(SaveStatus.Duplicate, (await again.SaveAsync(Chat.FromCustomer("again", uuid: uuid)).SoonAsync()).Status);
        }

        var next = await again.SaveAsync(Chat.FromCustomer("5")).SoonAsync();
        Assert.Equal((5L, 4L), (next.ReceiverKey, next.SenderKey));
    }

    [Fact]
    public async Task Messages_come_back_from_the_log_as_they_were()
    {
        var request = Chat.FromCustomer("content") with { SenderDevice = "phone", DedupeId = "not shown", IsNote = true };
        request = request with { Message = request.Message with { IsV2 = true, Flags = MessageFlags.Text, Uuid = "", TimestampMs = 1234567890123 } };
        await SaveAsync(request);

        using var again = OpenAsAfterACrash();

        var stored = Assert.Single(await again.ReadQueueAsync(Chat.Seller));
        Assert.Equal("phone", stored.SenderDevice);
        Assert.Equal("content", stored.Message.Text());
        Assert.Equal(request.Message with { Content = default }, stored.Message with { Content = default });
        Assert.Equal(SaveStatus.Duplicate, (await again.SaveAsync(request).SoonAsync()).Status);
    }

    [Fact]
    public async Task A_copy_comes_back_from_the_log_as_a_copy()
    {
        await SaveAsync(Chat.FromCustomer("1") with { IsCopy = true });
        await SaveAsync(Chat.FromCustomer("2", customer: Chat.OtherCustomer));
        Assert.Equal(0, Committed());

        using var again = OpenAsAfterACrash();

        Assert.Equal(["1", "2"], await again.ReadContentsAsync(Chat.Seller));
        var assignments = new SqliteAssignmentStore(again.Database);
        Assert.Null(await assignments.GetAsync(Chat.Shop, Chat.Customer));
        Assert.NotNull(await assignments.GetAsync(Chat.Shop, Chat.OtherCustomer));
    }

    [Fact]
    public async Task A_log_is_run_again_once_however_often_it_crashes()
    {
        await SaveAsync(Chat.FromCustomer("1"));
        CopyAsACrashLeavesIt(File, Copied);
        for (var crash = 0; crash < 3; crash++)
        {
            using var again = new SqliteMessageStore(Copied, StoreTime, Log);
            await again.SaveAsync(Chat.FromCustomer($"{crash + 2}")).SoonAsync();
            CopyAsACrashLeavesIt(Copied, $"{Copied}{crash}");
            using var copy = new SqliteMessageStore($"{Copied}{crash}", StoreTime, Log);
            Assert.Equal(Enumerable.Range(1, crash + 2).Select(i => $"{i}"), await copy.ReadContentsAsync(Chat.Seller));
        }
    }

    [Fact]
    public async Task A_transaction_that_is_undone_is_run_again_from_the_log()
    {
        await SaveAsync(Chat.FromCustomer("1"));
        await SaveAsync(Chat.FromCustomer("2"));

        await Assert.ThrowsAsync<StorageUnavailableException>(() => Store.Database.UpdateAsync(session =>
        {
            session.Connection.Run("DELETE FROM entries");
            throw new InvalidOperationException("on purpose");
        }).SoonAsync());

        Assert.Equal(0, Committed());
        await SaveAsync(Chat.FromCustomer("3"));
        await HoldsNumberedAsync(3);
        Close();
        await HoldsNumberedAsync(3);
    }

    [Fact]
    public async Task A_group_for_which_the_log_has_no_room_is_committed()
    {
        var large = new string('x', 32_000);
        var requests = Enumerable.Range(0, CommitLog.FileBytes / large.Length).Select(_ => Chat.FromCustomer(large)).ToArray();
        await SaveAsync(Chat.FromCustomer("opens the store"));
        using (var other = Connect())
        {
            other.Run("BEGIN IMMEDIATE");
            var first = Store.SaveAsync(Chat.FromCustomer("first"));
            var saves = requests.Select(Store.SaveAsync).ToArray();
            other.Run("ROLLBACK");
            Assert.All(await Task.WhenAll([first, .. saves]).SoonAsync(), result => Assert.Equal(SaveStatus.Stored, result.Status));
        }

        Assert.Equal(requests.Length + 2, Committed());
        using var again = OpenAsAfterACrash();
        Assert.Equal(requests.Length + 2, (await again.ReadQueueAsync(Chat.Seller)).Count);
    }

    [Fact]
    public async Task A_log_that_cannot_be_written_is_done_without()
    {
        using var disk = TmpfsMount.CreateOrSkip("17m");
        await SaveAsync(Chat.FromCustomer("1"));
        CopyAsACrashLeavesIt(File, Copied);
        Close();
        System.IO.File.Move(Copied + ".commitlog", disk.File("log"));
        System.IO.File.CreateSymbolicLink(LogFile, disk.File("log"));
        await HoldsNumberedAsync(1);
        using (var log = new FileStream(disk.File("log"), FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            log.SetLength(0);
            disk.FillUp();
        }

        for (var i = 2; i <= 4; i++)
        {
            await SaveAsync(Chat.FromCustomer($"{i}"));
            Assert.Equal(i, Committed());
        }

        await HoldsNumberedAsync(4);
        Assert.Equal([1006], Log.Events);
        Close();
    }

    [Fact]
    public async Task A_log_is_gone_when_the_store_was_closed_in_good_order()
    {
        await SaveAsync(Chat.FromCustomer("1"));
        Assert.True(System.IO.File.Exists(LogFile));

        Close();

        Assert.False(System.IO.File.Exists(LogFile));
        await HoldsNumberedAsync(1);
    }

    [Fact]
    public async Task A_commit_that_fails_and_happened_all_the_same_is_not_run_again()
    {
        await SaveAsync(Chat.FromCustomer("1"));
        var connection = Assert.IsType<SqliteWriteSession>(Store.Database.Writer.Session).Connection;
        FailingCommits.Set(connection);
        await Assert.ThrowsAsync<StorageUnavailableException>(() => Store.ProbeAsync().SoonAsync());

        Assert.Equal(1, Committed());
        Assert.Equal(SaveStatus.Stored, await SaveAsync(Chat.FromCustomer("2")));
        Assert.Equal(2, Committed());
        await HoldsNumberedAsync(2);
        using var again = OpenAsAfterACrash();
        Assert.Equal(["1", "2"], await again.ReadContentsAsync(Chat.Seller));
    }
}
