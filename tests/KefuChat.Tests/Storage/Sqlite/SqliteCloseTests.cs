using KefuChat.Storage;
using KefuChat.Storage.Sqlite;

namespace KefuChat.Tests.Storage.Sqlite;

/// <summary>Closing: what waits is stored and answered, what comes later is refused.</summary>
public sealed class SqliteCloseTests : SqliteTest
{
    [Fact]
    public async Task Saves_that_wait_are_stored_and_answered()
    {
        var saves = Chat.Numbered(500).Select(Store.SaveAsync).ToArray();
        Close();

        Assert.All(saves, save => Assert.True(save.IsCompletedSuccessfully, "a save was not answered"));
        Assert.All(await Task.WhenAll(saves), result => Assert.Equal(SaveStatus.Stored, result.Status));
        await HoldsNumberedAsync(500);
    }

    [Fact]
    public async Task Saves_that_wait_are_refused_when_they_cannot_be_stored()
    {
        await SaveAsync(Chat.FromCustomer("1"));
        Task<SaveResult> save;
        using (var other = Connect())
        {
            other.Run("BEGIN IMMEDIATE");
            save = Store.SaveAsync(Chat.FromCustomer("lost"));
            Close();
        }

        Assert.True(save.IsCompletedSuccessfully, "the save was not answered");
        Assert.Equal(SaveResult.Unavailable, await save);
        await HoldsNumberedAsync(1);
    }

    [Fact]
    public async Task A_closed_store_refuses_every_read_and_write()
    {
        var store = Open();
        store.Dispose();

        Assert.Equal(SaveResult.Unavailable, await store.SaveAsync(Chat.FromCustomer("late")).SoonAsync());
        await Assert.ThrowsAsync<StorageUnavailableException>(() => store.ProbeAsync().SoonAsync());
        await Assert.ThrowsAsync<StorageUnavailableException>(() => store.RaiseSyncKeyAsync(Chat.Seller, "phone", 1).SoonAsync());
        await Assert.ThrowsAsync<StorageUnavailableException>(async () => await store.SyncAsync(Chat.Seller, 0, 1));
    }

    [Fact]
    public async Task Savers_that_do_not_know_of_the_closing_are_all_answered_truly()
    {
        var store = Store;
        var saves = Task.Run(async () =>
        {
            var answers = new List<SaveResult>();
            do
            {
                answers.Add(await store.SaveAsync(Chat.FromCustomer($"{answers.Count + 1}")).SoonAsync());
            }
            while (answers[^1].Status == SaveStatus.Stored);
            return answers.Count - 1;
        });
        await SaveAsync(Chat.FromSeller("elsewhere", customer: Chat.OtherCustomer, seller: Chat.OtherSeller));

        Close();

        await HoldsNumberedAsync(await saves.SoonAsync());
    }

    [Fact]
    public void Closing_twice_is_closing()
    {
        var store = Open();
        store.Dispose();

        Assert.Null(Record.Exception(store.Dispose));
    }
}
