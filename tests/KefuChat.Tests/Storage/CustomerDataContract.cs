using System.Globalization;
using KefuChat.Protocol;
using KefuChat.Storage;
using KefuChat.Storage.Assignments;
using static KefuChat.Tests.Storage.Chat;

namespace KefuChat.Tests.Storage;

/// <summary>What the suites about customers' data share.</summary>
public abstract class CustomerDataContract(StoreBackend backend) : StoreContract(backend)
{
    /// <summary>A queue as keys and texts: "1:hello 3:bye".</summary>
    private protected async Task<string> HeldAsync(User user) => string.Join(
        ' ', (await QueueAsync(user)).Select(entry => string.Create(CultureInfo.InvariantCulture, $"{entry.SyncKey}:{entry.Message.Text()}")));

    /// <summary>How far a sync from the beginning reaches, and the newest key.</summary>
    private protected async Task<(long EndKey, long NewestKey)> EndAsync(User user) =>
        ((await Store.SyncAsync(user, 0, int.MaxValue)).EndKey, (await Store.LatestKeysAsync([user]))[0]);

    private protected async Task<Assignment?> AssignmentAsync(User customer, long shop = Shop) =>
        await Stores.Assignments.GetAsync(shop, customer);

    private protected Task CloseAsync(User customer, long shop = Shop) => Stores.Assignments.ChangeAsync(
        new AssignmentChange(shop, customer, Seller.Uid, Seller.Uid, IsOpen: false, Noon)).SoonAsync();

    private protected async Task<SaveResult> AgainAsync(SaveRequest request) => await Store.SaveAsync(request).SoonAsync();
}
