using KefuChat.Protocol;

namespace KefuChat.Storage.Assignments;

/// <summary>A customer asks for a seller of a store.</summary>
/// <param name="StoreId">The store, not 0.</param>
/// <param name="Customer">The customer.</param>
/// <param name="Sellers">All sellers of the store, at least one.</param>
/// <param name="Present">Those of them who are here now and available.</param>
/// <param name="NowMs">The time, Unix milliseconds.</param>
internal sealed record ClaimRequest(
    long StoreId, User Customer, IReadOnlyList<long> Sellers, IReadOnlyList<long> Present, long NowMs);
