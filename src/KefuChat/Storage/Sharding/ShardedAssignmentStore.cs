using KefuChat.Protocol;
using KefuChat.Storage.Assignments;

namespace KefuChat.Storage.Sharding;

/// <summary>
/// The assignments of all shards, each kept where its customer lives and told to the others. Claims of customers who live
/// in different shards do not wait for each other: made at the same moment, they may count the same load.
/// </summary>
internal sealed class ShardedAssignmentStore(ShardMap shards, AssignmentSpread spread) : IAssignmentStore
{
    /// <inheritdoc/>
    public async Task<AssignmentUpdate> ClaimAsync(ClaimRequest request)
    {
        var update = await shards.HomeOf(request.Customer).Assignments.ClaimAsync(request);
        await spread.TryTellAsync(request.StoreId, request.Customer);
        return update;
    }

    /// <inheritdoc/>
    public async Task<AssignmentUpdate> ChangeAsync(AssignmentChange change)
    {
        var update = await shards.HomeOf(change.Customer).Assignments.ChangeAsync(change);
        await spread.TryTellAsync(change.StoreId, change.Customer);
        return update;
    }

    /// <inheritdoc/>
    public ValueTask<Assignment?> GetAsync(long storeId, User customer) => shards.HomeOf(customer).Assignments.GetAsync(storeId, customer);

    /// <summary>In all shards: each has all assignments, those of its own customers and copies of the others'.</summary>
    public async Task<int> ForgetUnusedAsync(long claimedBeforeMs) =>
        (await Task.WhenAll(shards.All.Select(shard => shard.Assignments.ForgetUnusedAsync(claimedBeforeMs)))).Max();
}
