using KefuChat.Protocol;
using KefuChat.Storage.Assignments;
using static KefuChat.Tests.Storage.Chat;

namespace KefuChat.Tests.Storage;

/// <summary>What the suites about assignments share: a shop with sellers, and customers who ask for one.</summary>
public abstract class AssignmentContract(StoreBackend backend) : StoreContract(backend)
{
    private protected static readonly long[] Sellers = [11, 12, 13];

    /// <summary>Asks for a seller, by default with everybody here.</summary>
    private protected Task<AssignmentUpdate> ClaimAsync(
        User? customer = null, long shop = Shop, long[]? sellers = null, long[]? present = null, long at = Noon) =>
        Stores.Assignments.ClaimAsync(
            new ClaimRequest(shop, customer ?? Customer, sellers ?? Sellers, present ?? sellers ?? Sellers, at)).SoonAsync();

    /// <summary>The sellers whom some new customers get, one after the other.</summary>
    private protected async Task<List<long>> GivenAsync(int count, long[]? sellers = null, long[]? present = null)
    {
        var given = new List<long>();
        for (var i = 0; i < count; i++)
        {
            var update = await ClaimAsync(NewCustomer(), sellers: sellers, present: present);
            Assert.True(update.IsChanged);
            given.Add(update.Assignment?.SellerId ?? 0);
        }

        return given;
    }

    private protected Task<AssignmentUpdate> ChangeAsync(
        long expected, long seller, bool isOpen, User? customer = null, long at = Noon, string note = "") =>
        Stores.Assignments.ChangeAsync(
            new AssignmentChange(Shop, customer ?? Customer, expected, seller, isOpen, at, note)).SoonAsync();

    private protected async Task<Assignment?> GetAsync(User? customer = null, long shop = Shop) =>
        await Stores.Assignments.GetAsync(shop, customer ?? Customer);

    private protected User NewCustomer() => new(7, ++_customers);

    private long _customers = 100_000;
}
