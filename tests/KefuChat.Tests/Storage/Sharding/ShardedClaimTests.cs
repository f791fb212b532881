namespace KefuChat.Tests.Storage.Sharding;

public sealed class ShardedClaimTests() : ClaimContract(new ShardedBackend())
{
    /// <summary>Claims of customers who live in different shards do not wait for each other.</summary>
    private protected override int Unevenness => 20;
}
