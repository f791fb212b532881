using KefuChat.Storage;
using KefuChat.Storage.Sqlite;
using KefuChat.Tests.Time;

namespace KefuChat.Tests.Storage.Sqlite;

/// <summary>A disk that is full, but for the commit log, whose room was taken before.</summary>
public sealed class SqliteFullDiskLogTests
{
    private static readonly string Large = new('x', 20_000);

    private readonly CollectingLogger<SqliteMessageStore> _log = new();
    private readonly ManualTime _time = new();

    [Fact]
    public async Task What_only_the_log_holds_is_read_by_nobody_and_nothing_more_is_taken_until_it_is_committed()
    {
        using var disk = TmpfsMount.CreateOrSkip("24m");
        using var store = Open(disk);
        await SaveAsync(store, Chat.FromCustomer("1"));
        await SaveAsync(store, Chat.FromCustomer("1", customer: Chat.OtherCustomer, seller: Chat.OtherSeller));
        await store.ProbeAsync().SoonAsync();
        disk.FillUp();
        Assert.Equal(SaveStatus.Stored, await SaveAsync(store, Chat.FromCustomer(Large)));

        await Assert.ThrowsAsync<StorageUnavailableException>(() => store.ProbeAsync().SoonAsync());

        await Assert.ThrowsAsync<StorageUnavailableException>(() => store.ReadContentsAsync(Chat.Seller));
        Assert.Equal(["1"], await store.ReadContentsAsync(Chat.OtherSeller));
        Assert.Equal(SaveStatus.Unavailable, await SaveAsync(store, Chat.FromCustomer("not taken")));
        Assert.Equal([1001], _log.Events);

        File.Delete(disk.File("filler"));
        Assert.Equal(SaveStatus.Stored, await SaveAsync(store, Chat.FromCustomer("3")));
        Assert.Equal(["1", Large, "3"], await store.ReadContentsAsync(Chat.Seller));
        Assert.Equal([1001, 1002], _log.Events);
    }

    [Fact]
    public async Task It_is_tried_again_every_second_and_resumes_by_itself()
    {
        using var disk = TmpfsMount.CreateOrSkip("24m");
        using var store = Open(disk);
        await SaveAsync(store, Chat.FromCustomer("1"));
        disk.FillUp();
        await SaveAsync(store, Chat.FromCustomer(Large));
        await Assert.ThrowsAsync<StorageUnavailableException>(() => store.ProbeAsync().SoonAsync());
        while (!_time.HasTimer || _time.HasTimerWithin(TimeSpan.FromMilliseconds(999)))
        {
            await Task.Yield();
        }

        File.Delete(disk.File("filler"));
        _time.Advance(TimeSpan.FromSeconds(1));
        while (_log.Events.Count < 2)
        {
            await Task.Yield();
        }

        Assert.Equal([1001, 1002], _log.Events);
        Assert.Equal(["1", Large], await store.ReadContentsAsync(Chat.Seller));
    }

    [Fact]
    public async Task A_store_closed_meanwhile_leaves_its_log_and_finds_it_again()
    {
        using var disk = TmpfsMount.CreateOrSkip("24m");
        using (var store = Open(disk))
        {
            await SaveAsync(store, Chat.FromCustomer("1"));
            await store.ProbeAsync().SoonAsync();
            disk.FillUp();
            Assert.Equal(SaveStatus.Stored, await SaveAsync(store, Chat.FromCustomer(Large)));
        }

        Assert.True(File.Exists(disk.File("kefu.db.commitlog")));

        File.Delete(disk.File("filler"));
        using var again = Open(disk);
        Assert.Equal(["1", Large], await again.ReadContentsAsync(Chat.Seller));
    }

    private SqliteMessageStore Open(TmpfsMount disk) => new(disk.File("kefu.db"), _time, _log);

    private static async Task<SaveStatus> SaveAsync(SqliteMessageStore store, SaveRequest request) =>
        (await store.SaveAsync(request).SoonAsync()).Status;
}
