using KefuChat.Protocol;

namespace KefuChat.Storage.Assignments;

/// <summary>A change to an assignment, by the one seller whose it is.</summary>
/// <param name="StoreId">The store, not 0.</param>
/// <param name="Customer">The customer.</param>
/// <param name="ExpectedSellerId">Whose it must be now.</param>
/// <param name="SellerId">Whose it will be.</param>
/// <param name="IsOpen">Whether it will be open.</param>
/// <param name="NowMs">The time, Unix milliseconds.</param>
/// <param name="Note">Where the seller changes, what the former notes for the other sellers; "" for nothing.</param>
internal sealed record AssignmentChange(
    long StoreId, User Customer, long ExpectedSellerId, long SellerId, bool IsOpen, long NowMs, string Note = "");
