using KefuChat.Storage;
using KefuChat.Storage.Sqlite;

namespace KefuChat.Tests.Storage.Sqlite;

/// <summary>A crash leaves the log beside the file: what was acknowledged is in one or the other.</summary>
public sealed class SqliteCrashTests : SqliteTest
{
    [Theory]
    [InlineData(0)]
    [InlineData(200)]
    public async Task A_store_goes_on_where_it_was_killed(int inTheFile)
    {
        var origin = File + ".origin";
        using (var store = new SqliteMessageStore(origin, StoreTime, Log))
        {
            await Task.WhenAll(Chat.Numbered(inTheFile).Select(store.SaveAsync)).SoonAsync();
        }

        using var killed = new SqliteMessageStore(origin, StoreTime, Log);
        await Task.WhenAll(Chat.Numbered(300).Skip(inTheFile).Select(killed.SaveAsync)).SoonAsync();
        System.IO.File.Copy(origin, File);
        System.IO.File.Copy(origin + "-wal", File + "-wal");
        System.IO.File.Copy(origin + ".commitlog", File + ".commitlog");

        await HoldsNumberedAsync(300);
        Assert.Equal(SaveStatus.Stored, await SaveAsync(Chat.FromCustomer("301")));
        await HoldsNumberedAsync(301);
    }
}
