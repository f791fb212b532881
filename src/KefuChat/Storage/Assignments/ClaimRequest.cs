using KefuChat.Protocol;

namespace KefuChat.Storage.Assignments;

/// <summary>A customer asks for a seller of a store.</summary>
/// <param name="StoreId">The store, not 0.</param>
/// <param name="Customer">The customer.</param>
/// <param name="Sellers">All sellers of the store, at least one.</param>
/// <param name="Present">Those of them who are here now and available.</param>
/// <param name="NowMs">The time, Unix milliseconds.</param>
internal sealed record ClaimRequest(
    long StoreId, User Customer, IReadOnlyList<long> Sellers, IReadOnlyList<long> Present, long NowMs)
{
    /// <summary>The seller whose turn it is (<see cref="IAssignmentStore.ClaimAsync"/>).</summary>
    /// <param name="openOf">How many of a seller's assignments are open, over all stores.</param>
    /// <param name="lastTurnOf">When a seller was given one last; 0 for never.</param>
    public long Choose(Func<long, long> openOf, Func<long, long> lastTurnOf)
    {
        var present = Present.Intersect(Sellers).ToArray();
        var byOpen = present.Length > 0 ? present.OrderBy(openOf) : Sellers.OrderBy(_ => 0);
        return byOpen.ThenBy(lastTurnOf).ThenBy(seller => seller).First();
    }
}
