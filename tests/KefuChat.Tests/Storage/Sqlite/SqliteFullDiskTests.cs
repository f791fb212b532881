using KefuChat.Protocol;
using KefuChat.Storage;
using KefuChat.Storage.Sqlite;

namespace KefuChat.Tests.Storage.Sqlite;

/// <summary>A disk that really is full.</summary>
public sealed class SqliteFullDiskTests
{
    private const int MessagesOfAnEmptyDisk = 1000;

    private readonly CollectingLogger<SqliteMessageStore> _log = new();
    private readonly List<string> _stored = [];
    private int _sent;

    [Fact]
    public async Task A_full_disk_refuses_saves_loses_none_it_took_and_resumes_when_there_is_room()
    {
        using var disk = TmpfsMount.CreateOrSkip("4m");
        using (var store = Open(disk))
        {
            await FillAsync(store);
            await HoldsWhatWasStoredAsync(store);
            IsLoggedUpTo(1001);

            disk.Resize("64m");

            Assert.Equal(0, await SendAsync(store, 20));
            await HoldsWhatWasStoredAsync(store);
            IsLoggedUpTo(1002);
        }

        using var again = Open(disk);
        await HoldsWhatWasStoredAsync(again);
        Assert.Equal(0, await SendAsync(again, 20));
        await HoldsWhatWasStoredAsync(again);
    }

    [Fact]
    public async Task A_store_closed_on_a_full_disk_has_lost_nothing_when_it_opens_on_a_larger_one()
    {
        using var disk = TmpfsMount.CreateOrSkip("4m");
        using (var store = Open(disk))
        {
            await FillAsync(store);
        }

        disk.Resize("64m");

        using var again = Open(disk);
        await HoldsWhatWasStoredAsync(again);
        Assert.Equal(0, await SendAsync(again, 20));
        await HoldsWhatWasStoredAsync(again);
    }

    private SqliteMessageStore Open(TmpfsMount disk) => new(disk.File("kefu.db"), TimeProvider.System, _log);

    /// <summary>Saves until nothing is taken any more, then fills what is left for smaller writes.</summary>
    private async Task FillAsync(SqliteMessageStore store)
    {
        while (await SendAsync(store, 8) == 0)
        {
            Assert.True(_sent < MessagesOfAnEmptyDisk, "the disk does not fill up");
        }

        while (await TakesProbesAsync(store))
        {
        }

        Assert.Equal(8, await SendAsync(store, 8));
    }

    private static async Task<bool> TakesProbesAsync(SqliteMessageStore store)
    {
        try
        {
            await store.ProbeAsync().SoonAsync();
            return true;
        }
        catch (StorageUnavailableException)
        {
            return false;
        }
    }

    /// <summary>There was no room for a commit log; then outages began and ended by turns, and this was last.</summary>
    private void IsLoggedUpTo(int last)
    {
        Assert.Equal(1006, _log.Events[0]);
        Assert.All(_log.Events.Skip(1), (logged, i) => Assert.Equal(i % 2 == 0 ? 1001 : 1002, logged));
        Assert.Equal(last, _log.Events[^1]);
    }

    /// <summary>Sends messages together; gives how many of them were refused.</summary>
    private async Task<int> SendAsync(SqliteMessageStore store, int count)
    {
        var texts = Enumerable.Range(0, count).Select(_ => $"{++_sent} {new string('x', 8000)}").ToArray();
        var results = await Task.WhenAll(texts.Select(text => store.SaveAsync(Chat.FromCustomer(text, uuid: text[..8])))).SoonAsync();
        _stored.AddRange(texts.Zip(results).Where(item => item.Second.Status == SaveStatus.Stored).Select(item => item.First));
        Assert.DoesNotContain(results, result => result.Status == SaveStatus.Duplicate);
        return results.Count(result => result.Status == SaveStatus.Unavailable);
    }

    /// <summary>What was answered as stored is in both queues, in order, without a gap, and nothing else is.</summary>
    private async Task HoldsWhatWasStoredAsync(SqliteMessageStore store)
    {
        foreach (var user in (User[])[Chat.Customer, Chat.Seller])
        {
            var queue = await store.ReadQueueAsync(user);
            Assert.Equal(Enumerable.Range(1, _stored.Count).Select(key => (long)key), queue.Select(entry => entry.SyncKey));
            Assert.Equal(_stored, queue.Texts());
        }
    }
}
