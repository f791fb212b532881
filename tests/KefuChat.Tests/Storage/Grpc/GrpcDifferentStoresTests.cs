using KefuChat.Storage;
using Microsoft.Extensions.Logging;

namespace KefuChat.Tests.Storage.Grpc;

/// <summary>Nodes of two stores that are configured as if they were one: using either would lose messages from sight.</summary>
public sealed class GrpcDifferentStoresTests : GrpcStoreTest
{
    [Fact]
    public async Task None_of_them_is_used_until_they_agree()
    {
        var one = await NodeAsync(storeId: "x");
        var other = await NodeAsync(storeId: "y");
        var store = Open(one, other);
        await Log.SeenAsync(1103);

        Assert.Equal(SaveResult.Unavailable, await store.SaveAsync(Chat.FromCustomer("1")).SoonAsync());
        var refusal = await Assert.ThrowsAsync<StorageUnavailableException>(store.ProbeAsync);
        Assert.Contains(one.Address.OriginalString, refusal.Message, StringComparison.Ordinal);
        Assert.Contains(other.Address.OriginalString, refusal.Message, StringComparison.Ordinal);

        other.Open((await HostAsync(storeId: "x")).Address.Port);
        other.Break();
        await Log.SeenAsync(1104);

        Assert.Equal(SaveStatus.Stored, (await store.SaveAsync(Chat.FromCustomer("1")).SoonAsync()).Status);
        Assert.Equal(LogLevel.Error, Assert.Single(Log.Entries, entry => entry.Event == 1105).Level);
        Assert.Equal(1, Log.Count(1106));
    }

    [Fact]
    public async Task The_death_of_one_does_not_make_the_other_right()
    {
        var one = await NodeAsync(storeId: "x");
        var store = Open(one, await NodeAsync(storeId: "y"));
        await Log.SeenAsync(1103);

        one.Close();
        await Log.SeenAsync(1101);

        Assert.Equal(SaveResult.Unavailable, await store.SaveAsync(Chat.FromCustomer("1")).SoonAsync());
        Assert.Equal([0], await Queues.LatestKeysAsync([Chat.Seller]));
    }
}
