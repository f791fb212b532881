using KefuChat.Protocol;
using KefuChat.Storage;
using KefuChat.Storage.Conversations;
using KefuChat.Storage.Documents;
using KefuChat.Storage.Sqlite;

namespace KefuChat.Tests.Storage.Sqlite;

/// <summary>
/// An acknowledged message is in the commit log at once and in the file later: whoever reads, and whatever happens in
/// between, it is there once, in its place.
/// </summary>
public sealed class SqliteCommitLogTests : SqliteTest
{
    private static readonly string[] Files = ["", "-wal", ".commitlog"];

    private string LogFile => File + ".commitlog";

    private string Copied => File + ".copy";

    [Fact]
    public async Task What_is_acknowledged_is_logged_first_and_committed_when_nobody_writes_for_a_while()
    {
        await SaveAsync(Chat.FromCustomer("1"));
        await SaveAsync(Chat.FromCustomer("2"));
        Assert.Equal(0, Committed());
        Assert.Equal(2, CommitLogFile.CountBatches(LogFile));

        await TimerIsSetAsync();
        StoreTime.Advance(TimeSpan.FromMilliseconds(20));

        await IsCommittedAsync(2);
    }

    [Fact]
    public async Task What_is_acknowledged_is_committed_after_a_second_though_somebody_always_writes()
    {
        const int StepsOfASecond = 66;
        for (var sent = 1; sent <= StepsOfASecond; sent++)
        {
            await SaveAsync(Chat.FromCustomer($"{sent}"));
            Assert.Equal(0, Committed());
            await TimerIsSetAsync();
            StoreTime.Advance(TimeSpan.FromMilliseconds(15));
        }

        await SaveAsync(Chat.FromCustomer("last"));
        StoreTime.Advance(TimeSpan.FromMilliseconds(15));

        await IsCommittedAsync(StepsOfASecond + 1);
    }

    [Fact]
    public async Task Whoever_reads_sees_what_is_acknowledged()
    {
        for (var i = 1; i <= 5; i++)
        {
            var read = i;
            await SaveAsync(Chat.FromCustomer($"dress {i}"));
            Assert.Equal(i - 1, Committed());

            // Each way to read comes first once.
            switch (read)
            {
                case 1:
                    Assert.Equal([1, 1], await Store.LatestKeysAsync([Chat.Customer, Chat.Seller]));
                    break;
                case 2:
                    Assert.Equal(2, (await Store.SyncAsync(Chat.Seller, 0, 10)).Messages.Count);
                    break;
                case 3:
                    Assert.Equal(3, (await Conversations.SearchAsync(Chat.Seller, "dress", long.MaxValue, 10)).Messages.Count);
                    break;
                case 4:
                    Assert.Equal("dress 4", (await Conversations.FindAsync(Chat.Seller, Party.Seller, Chat.Between(Chat.Customer, Chat.Seller)))?.Last.Message.Text());
                    break;
                default:
                    await Store.RaiseSyncKeyAsync(Chat.Seller, "phone", 4).SoonAsync();
                    Assert.Equal(4, await Store.GetSyncKeyAsync(Chat.Seller, "phone"));
                    break;
            }

            Assert.Equal(i, Committed());
        }
    }

    [Fact]
    public async Task Whoever_reads_what_is_anothers_does_not_wait_for_a_commit()
    {
        await SaveAsync(Chat.FromCustomer("1"));
        await Store.RaiseSyncKeyAsync(Chat.Seller, "phone", 1).SoonAsync();

        Assert.Equal([0], await Store.LatestKeysAsync([Chat.OtherCustomer]));
        Assert.Empty((await Store.SyncAsync(Chat.OtherCustomer, 0, 10)).Messages);
        Assert.Null(await Store.GetHighestSyncKeyAsync(Chat.OtherCustomer));

        Assert.Equal(0, Committed());
    }

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
    public async Task What_is_no_message_is_committed_at_once_with_what_was_logged_before()
    {
        await SaveAsync(Chat.FromCustomer("1"));

        await new SqliteDocumentStore(Store.Database).PutAsync(new Document(new DocumentKey("store", "7"), "1", "{}"u8.ToArray()), "").SoonAsync();

        Assert.Equal(1, Committed());
        await SaveAsync(Chat.FromCustomer("2"));
        using var again = OpenAsAfterACrash();
        Assert.Equal(["1", "2"], await again.ReadContentsAsync(Chat.Seller));
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
    public async Task A_log_that_cannot_be_opened_stops_the_start_and_stays()
    {
        await SaveAsync(Chat.FromCustomer("1"));
        CopyAsACrashLeavesIt(File, Copied);

        using (new FileStream(Copied + ".commitlog", FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            var refusal = Assert.Throws<StorageRefusedException>(() => new SqliteMessageStore(Copied, StoreTime, Log));
            Assert.Contains("cannot be opened", refusal.Message, StringComparison.Ordinal);
        }

        using var again = new SqliteMessageStore(Copied, StoreTime, Log);
        Assert.Equal(["1"], await again.ReadContentsAsync(Chat.Seller));
    }

    [Theory]
    [InlineData(new byte[] { 0x92, 0x07, 0x01 }, "kind 7")]
    [InlineData(new byte[] { 0x93, 0x01, 0x01, 0x01 }, "3 fields")]
    [InlineData(new byte[] { 0xc1 }, "cannot read")]
    [InlineData(new byte[] { 0x95, 0x02, 0x01 }, "cannot read")]
    public async Task A_record_that_no_version_so_far_writes_stops_the_start(byte[] record, string reason)
    {
        await SaveAsync(Chat.FromCustomer("1"));
        CopyAsACrashLeavesIt(File, Copied);
        using (var log = CommitLog.Open(Copied + ".commitlog", Store.Id, CommitLogFile.Batches(LogFile).First().Batch.Epoch - 1))
        {
            Assert.True(log.TryAppend(record));
        }

        var refusal = Assert.Throws<StorageRefusedException>(() => new SqliteMessageStore(Copied, StoreTime, Log));

        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_read_position_finds_the_conversation_written_to_last_before_it_is_committed()
    {
        await SaveAsync(Chat.FromCustomer("1"));
        await SaveAsync(Chat.FromSeller("2"));
        Settle();
        await SaveAsync(new SaveRequest(Chat.FromSeller("3").Message with { SellerId = Chat.OtherSeller.Uid }, Chat.OtherSeller, Chat.Customer, "desk"));

        await Conversations.RaiseReadPositionAsync(Chat.Customer, Party.Customer, Chat.Between(Chat.Customer, Chat.OtherSeller), 3).SoonAsync();

        using var file = Connect();
        Assert.Equal(Chat.OtherSeller.Uid, file.Scalar(
            "SELECT s.uid FROM read_positions p JOIN conversations v ON v.id = p.conversation JOIN queues s ON s.id = v.seller"));
    }

    [Fact]
    public async Task Another_stores_log_stops_the_start()
    {
        await SaveAsync(Chat.FromCustomer("1"));
        Close();
        using (var other = new SqliteMessageStore(Copied, StoreTime, Log))
        {
            System.IO.File.Copy(Copied + ".commitlog", LogFile, overwrite: true);
        }

        IsRefused("another store");
        System.IO.File.Delete(LogFile);
        await HoldsNumberedAsync(1);
    }

    [Fact]
    public async Task An_old_backup_under_a_later_log_stops_the_start()
    {
        await SaveAsync(Chat.FromCustomer("1"));
        Close();
        var backup = System.IO.File.ReadAllBytes(File);
        await SaveAsync(Chat.FromCustomer("2"));
        Settle();
        await SaveAsync(Chat.FromCustomer("3"));
        System.IO.File.Copy(LogFile, Copied);
        Close();
        System.IO.File.WriteAllBytes(File, backup);
        System.IO.File.Move(Copied, LogFile);

        IsRefused("old backup");
        System.IO.File.Delete(LogFile);
        await HoldsNumberedAsync(1);
    }

    [Fact]
    public async Task A_log_that_comes_to_something_else_than_it_did_stops_the_start()
    {
        await SaveAsync(Chat.FromCustomer("1"));
        CopyAsACrashLeavesIt(File, Copied);
        using (var file = Connect(Copied))
        {
            file.Run("INSERT INTO queues (appid, uid, removed_key) VALUES (1, 9, 5)");
        }

        var refusal = Assert.Throws<StorageRefusedException>(() => new SqliteMessageStore(Copied, StoreTime, Log));

        Assert.Contains("does not fit the store", refusal.Message, StringComparison.Ordinal);
    }

    /// <summary>How many messages are in the file for others to see.</summary>
    private long Committed()
    {
        using var file = Connect(File);
        return file.Scalar("SELECT count(*) FROM messages");
    }

    private async Task IsCommittedAsync(int count)
    {
        using var patience = new CancellationTokenSource(Waiting.Patience);
        while (Committed() != count)
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    /// <summary>The writer has set its timer, behind the answer: it is due after the quiet time, or in what is left of the second.</summary>
    private async Task TimerIsSetAsync()
    {
        using var patience = new CancellationTokenSource(Waiting.Patience);
        while (!StoreTime.HasTimer || StoreTime.HasTimerWithin(TimeSpan.FromMilliseconds(15)))
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private SqliteMessageStore OpenAsAfterACrash()
    {
        CopyAsACrashLeavesIt(File, Copied);
        return new SqliteMessageStore(Copied, StoreTime, Log);
    }

    private static void CopyAsACrashLeavesIt(string from, string to)
    {
        foreach (var suffix in Files.Where(suffix => System.IO.File.Exists(from + suffix)))
        {
            System.IO.File.Copy(from + suffix, to + suffix);
        }
    }

    private void IsRefused(string reason)
    {
        var before = System.IO.File.ReadAllBytes(LogFile);

        var refusal = Assert.Throws<StorageRefusedException>(Open);

        Assert.Contains(LogFile, refusal.Message, StringComparison.Ordinal);
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
        Assert.Equal(before, System.IO.File.ReadAllBytes(LogFile));
    }
}
