using KefuChat.Protocol;
using KefuChat.Storage;
using KefuChat.Storage.Sqlite;
using KefuChat.Tests.EndToEnd;
using static KefuChat.Tests.Storage.Chat;

namespace KefuChat.Tests.Storage.Sqlite;

/// <summary>The search index is derived: it follows the store, and may be lost at any time.</summary>
public sealed class SqliteSearchIndexTests : SqliteTest
{
    [Fact]
    public async Task What_nobody_searches_is_indexed_after_a_while()
    {
        await SaveAsync(FromCustomer("dress"));
        _ = Conversations;
        Assert.False(System.IO.File.Exists(SearchFile));
        Settle();

        await PassAsync();

        Assert.Equal(1, Words());
    }

    [Fact]
    public async Task A_removed_message_leaves_the_index()
    {
        await SaveAsync(FromCustomer("dress 1"));
        await SaveAsync(FromCustomer("dress 2"));
        Assert.Equal(["dress 2", "dress 1"], await FindAsync());

        await Store.Database.UpdateAsync(session => session.Connection.Run(
            "DELETE FROM entries WHERE message = 2; DELETE FROM messages WHERE id = 2")).SoonAsync();

        Assert.Equal(["dress 1"], await FindAsync());
        Assert.Equal(1, Words());
        Assert.Equal(0, Changes());
    }

    [Fact]
    public async Task A_message_that_was_removed_behind_the_indexs_back_is_not_found()
    {
        await SaveAsync(FromCustomer("dress 1"));
        await SaveAsync(FromCustomer("dress 2"));
        Assert.Equal(2, (await FindAsync()).Count);

        await Store.Database.UpdateAsync(session => session.Connection.Run(
            "DELETE FROM entries WHERE message = 2; DELETE FROM messages WHERE id = 2; DELETE FROM search_changes")).SoonAsync();

        Assert.Equal(["dress 1"], await FindAsync());
    }

    [Fact]
    public async Task A_message_that_is_given_to_another_is_found_by_that_one()
    {
        await SaveAsync(FromCustomer("dress"));
        await SaveAsync(FromCustomer("hello", customer: OtherCustomer));
        Assert.Empty(await FindAsync(OtherCustomer));

        await Store.Database.UpdateAsync(session => session.Connection.Run(
            """
            UPDATE entries SET queue = (SELECT id FROM queues WHERE uid = 1002), sync_key = 2
            WHERE queue = (SELECT id FROM queues WHERE uid = 1001);
            UPDATE messages SET conversation = 2, sender = (SELECT id FROM queues WHERE uid = 1002), sender_key = 2 WHERE id = 1;
            """)).SoonAsync();

        Assert.Equal(["dress"], await FindAsync(OtherCustomer));
        Assert.Equal(["dress"], await FindAsync());
        Assert.Empty(await FindAsync(Customer));
    }

    [Fact]
    public async Task A_deleted_index_is_made_anew()
    {
        await SaveAsync(FromCustomer("dress"));
        Assert.Equal(["dress"], await FindAsync());
        Close();
        SqliteSearchFile.Delete(SearchFile);

        Assert.Equal(["dress"], await FindAsync());
        Assert.Empty(SearchLog.Entries);
    }

    [Fact]
    public async Task A_damaged_index_is_made_anew()
    {
        await SaveAsync(FromCustomer("dress"));
        Assert.Equal(["dress"], await FindAsync());
        Close();
        System.IO.File.WriteAllText(SearchFile, new string('x', 10_000));

        Assert.Equal(["dress"], await FindAsync());
    }

    [Fact]
    public async Task An_index_that_is_damaged_while_it_is_used_is_made_anew()
    {
        await SaveAsync(FromCustomer("dress"));
        Assert.Equal(["dress"], await FindAsync());
        using (var index = Connect(SearchFile))
        {
            index.Run("DELETE FROM words_data");
        }

        await Assert.ThrowsAsync<StorageUnavailableException>(async () => await FindAsync());

        Assert.Equal(["dress"], await FindAsync());
        Assert.Equal([1005], SearchLog.Events);
    }

    [Fact]
    public async Task Another_stores_index_is_made_anew()
    {
        await SaveAsync(FromCustomer("dress"));
        Assert.Equal(["dress"], await FindAsync());
        Close();
        using (var index = Connect(SearchFile))
        {
            index.Run("UPDATE state SET store = 'another', indexed_to = 0");
        }

        Assert.Equal(["dress"], await FindAsync());
        Assert.Equal(1, Words());
    }

    [Fact]
    public async Task An_index_that_knows_of_more_than_the_store_is_made_anew()
    {
        await SaveAsync(FromCustomer("dress"));
        Assert.Equal(["dress"], await FindAsync());
        Close();
        using (var index = Connect(SearchFile))
        {
            index.Run("UPDATE state SET indexed_to = 5");
        }

        Assert.Equal(["dress"], await FindAsync());
    }

    [Fact]
    public async Task A_search_indexes_all_there_is_before()
    {
        await Task.WhenAll(Enumerable.Range(1, 2500).Select(i => Store.SaveAsync(FromCustomer(i == 1 ? "dress" : "other")))).SoonAsync();

        Assert.Equal(["dress"], await FindAsync());
        Assert.Equal(2500, Words());
    }

    [Fact]
    public async Task An_index_that_cannot_be_written_is_told_once_and_used_again_later()
    {
        await SaveAsync(FromCustomer("dress"));
        Directory.CreateDirectory(SearchFile);
        var refusal = await Assert.ThrowsAsync<StorageUnavailableException>(async () => await FindAsync());
        Assert.Contains("search index", refusal.Message, StringComparison.Ordinal);
        await PassAsync();
        await PassAsync();
        Assert.Equal([1004], SearchLog.Events);

        Directory.Delete(SearchFile);

        Assert.Equal(["dress"], await FindAsync());
    }

    /// <summary>Lets the loop come by once, and waits until it waits again.</summary>
    private async Task PassAsync()
    {
        await LoopWaitsAsync();
        Time.Advance(SqliteSearchIndex.Period);
        await LoopWaitsAsync();
    }

    private Task LoopWaitsAsync() => EndToEndTest.WaitUntilAsync(() => Time.HasTimerWithin(SqliteSearchIndex.Period));

    private long Words()
    {
        using var index = Connect(SearchFile);
        return index.Scalar("SELECT count(*) FROM words");
    }

    private long Changes()
    {
        using var file = Connect();
        return file.Scalar("SELECT count(*) FROM search_changes");
    }

    private async Task<IReadOnlyList<string>> FindAsync(User? user = null) =>
        (await Conversations.SearchAsync(user ?? Seller, "dress", long.MaxValue, 10)).Messages.Texts();
}
