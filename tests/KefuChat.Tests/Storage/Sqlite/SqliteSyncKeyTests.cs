using static KefuChat.Tests.Storage.Chat;

namespace KefuChat.Tests.Storage.Sqlite;

public sealed class SqliteSyncKeyTests() : SyncKeyContract(new SqliteBackend())
{
    /// <summary>Its own, not every store's: nobody can confirm a key before the save that makes it is answered.</summary>
    [Fact]
    public async Task A_raise_behind_a_save_that_is_on_its_way_sees_its_key()
    {
        var save = Store.SaveAsync(FromCustomer("hi"));
        await Store.RaiseSyncKeyAsync(Seller, "phone", 1).SoonAsync();

        Assert.Equal(1, (await save).ReceiverKey);
        Assert.Equal(1, await Store.GetSyncKeyAsync(Seller, "phone"));
    }
}
