using KefuChat.Storage;
using KefuChat.Storage.Sharding;
using static KefuChat.Tests.Storage.Chat;

namespace KefuChat.Tests.Storage.Sharding;

/// <summary>A store is used as the group it is, and as no other.</summary>
public sealed class ShardMembershipTests : ShardTest
{
    private const string Consequence =
        ": users would be looked for where they are not. (A store that was told wrongly, and holds nothing, is replaced by a new one.)";

    [Fact]
    public async Task A_new_store_is_told_and_remembers()
    {
        await CheckAsync("a", "a", "b");
        await SaveAsync(FromCustomer("1"));

        await CheckAsync("a", "b", "a");
    }

    [Fact]
    public async Task As_another_of_them_or_with_others_it_is_refused()
    {
        await CheckAsync("a", "a", "b");

        Assert.Equal(
            "its store is group a of a, b, but the settings say it is group b of a, b" + Consequence,
            await RefusalAsync("b", "a", "b"));
        Assert.Equal(
            "its store is group a of a, b, but the settings say it is group a of a, b, c" + Consequence,
            await RefusalAsync("a", "a", "b", "c"));
    }

    [Fact]
    public async Task Alone_it_is_refused()
    {
        await CheckAsync("a", "a", "b");

        Assert.Equal(
            "its store is group a of a, b, but the settings say it is no group of several" + Consequence,
            await RefusalAsync(""));
    }

    [Fact]
    public async Task A_store_that_was_used_alone_does_not_become_a_group()
    {
        await CheckAsync("");
        await SaveAsync(FromCustomer("1"));

        Assert.StartsWith("its store holds messages already, ", await RefusalAsync("a", "a", "b"), StringComparison.Ordinal);
        await CheckAsync("");
    }

    private async Task CheckAsync(string name, params string[] all) =>
        await new ShardMembership(name, all).CheckAsync(ShardNamed("green").Documents, ShardNamed("green").Copies);

    private async Task<string> RefusalAsync(string name, params string[] all) =>
        (await Assert.ThrowsAsync<StorageRefusedException>(() => CheckAsync(name, all))).Message;
}
