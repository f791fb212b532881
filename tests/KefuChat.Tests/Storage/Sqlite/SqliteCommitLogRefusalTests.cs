using KefuChat.Storage;
using KefuChat.Storage.Sqlite;

namespace KefuChat.Tests.Storage.Sqlite;

/// <summary>A log that may hold messages and cannot be run again stops the start, with the reason, and stays as it is.</summary>
public sealed class SqliteCommitLogRefusalTests : SqliteCommitLogTest
{
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
}
