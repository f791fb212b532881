using KefuChat.Storage;
using KefuChat.Storage.Sqlite;

namespace KefuChat.Tests.Storage.Sqlite;

/// <summary>Saves that come while others are on their way to the disk go there together.</summary>
public sealed class SqliteGroupCommitTests : SqliteTest
{
    [Fact]
    public async Task Saves_made_one_after_the_other_reach_the_disk_one_by_one()
    {
        await SaveAsync(Chat.FromCustomer("first"));
        var before = Groups();

        for (var i = 0; i < 10; i++)
        {
            await SaveAsync(Chat.FromCustomer("hello"));
        }

        Assert.Equal(10, Groups() - before);
    }

    [Fact]
    public async Task Saves_that_wait_share_the_next_write()
    {
        await SaveAsync(Chat.FromCustomer("1"));
        var requests = Enumerable.Range(2, 300).Select(i => Chat.FromCustomer($"{i}")).ToArray();

        var saves = EnqueueWhileTheWriterIsHeldUp(requests);
        var results = await Task.WhenAll(saves).SoonAsync();

        Assert.All(results, result => Assert.Equal(SaveStatus.Stored, result.Status));
        await HoldsNumberedAsync(301);

        // Whoever came first may have gone into a commit of their own, which then was the one that was held up.
        Assert.InRange(Groups(), 1, 2);
    }

    [Fact]
    public async Task Duplicates_are_found_within_a_commit()
    {
        await SaveAsync(Chat.FromCustomer("1"));
        var requests = Enumerable.Repeat(Chat.FromCustomer("2", uuid: "a"), 50).ToArray();

        var results = await Task.WhenAll(EnqueueWhileTheWriterIsHeldUp(requests)).SoonAsync();

        Assert.Equal(SaveStatus.Stored, results[0].Status);
        Assert.All(results.Skip(1), result => Assert.Equal(results[0] with { Status = SaveStatus.Duplicate }, result));
        await HoldsNumberedAsync(2);
    }

    private Task<SaveResult>[] EnqueueWhileTheWriterIsHeldUp(SaveRequest[] requests)
    {
        var store = Store;
        using var other = Connect();
        other.Run("BEGIN IMMEDIATE");
        Task<SaveResult>[] saves = [.. requests.Select(store.SaveAsync)];
        Assert.DoesNotContain(saves, save => save.IsCompleted);
        other.Run("ROLLBACK");
        return saves;
    }

    private int Groups() => CommitLogFile.CountBatches(File + ".commitlog");
}
