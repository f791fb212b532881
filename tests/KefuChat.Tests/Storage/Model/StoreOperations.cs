using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using KefuChat.Protocol;
using KefuChat.Storage;
using KefuChat.Storage.Conversations;

namespace KefuChat.Tests.Storage.Model;

/// <summary>Random calls on few users, shops, uuids and keys, so that they meet often.</summary>
internal static class StoreOperations
{
    private static readonly Gen<User> Customers = Gen.Elements(new User(7, 1), new User(7, 2), new User(8, 1), new User(1, 1));
    private static readonly Gen<User> Sellers = Gen.Elements(new User(1, 1), new User(1, 2));
    private static readonly Gen<User> Users = Gen.OneOf(Customers, Sellers, Gen.Constant(new User(9, 9)));
    private static readonly Gen<Party> Parties = Gen.Elements(Party.Customer, Party.Seller);
    private static readonly Gen<string> Devices = Gen.Elements("", "phone", "desk");
    private static readonly Gen<string> Uuids = Gen.Elements("", "", "a", "b", "c");
    private static readonly Gen<int> Limits = Gen.Elements(1, 2, 3, 1000);
    private static readonly Gen<long> Keys = Gen.Frequency((9, Gen.Choose(0, 20).Select(key => (long)key)), (1, Gen.Constant(long.MaxValue)));

    private static readonly Gen<Conversation> Conversations =
        from customer in Customers
        from seller in Sellers
        from shop in Gen.Choose(0, 1)
        select Chat.Between(customer, seller, shop);

    private static readonly Gen<SaveRequest> Requests =
        from conversation in Conversations
        from isFromCustomer in Gen.Elements(true, false)
        from uuid in Uuids
        from device in Devices
        from at in Gen.Choose(1, 1_000_000)
        let customer = new User(conversation.CustomerAppId, conversation.CustomerId)
        let seller = new User(1, conversation.SellerId)
        let text = at.ToString(CultureInfo.InvariantCulture)
        let request = isFromCustomer
            ? Chat.FromCustomer(text, uuid, customer, seller, conversation.StoreId, at)
            : Chat.FromSeller(text, uuid, customer, seller, conversation.StoreId, at)
        select request with { SenderDevice = device };

    private static readonly Gen<StoreOperation> Save = Requests.NonEmptyListOf().Resize(5).Select(requests => new StoreOperation(
        $"save [{string.Join("; ", requests.Select(request => $"{request} uuid={request.Message.Uuid}"))}]",
        async stores => string.Join("\n", await Task.WhenAll(requests.Select(stores.Messages.SaveAsync)).SoonAsync())));

    private static readonly Gen<StoreOperation> Sync =
        from user in Users
        from after in Keys
        from limit in Limits
        select new StoreOperation($"sync {user} after {after} limit {limit}", async stores => Answer.Of(await stores.Messages.SyncAsync(user, after, limit)));

    private static readonly Gen<StoreOperation> History =
        from conversation in Conversations
        from isOfAllSellers in Gen.Elements(true, false)
        from position in Keys
        from isForward in Gen.Elements(true, false)
        from limit in Limits
        let whole = isOfAllSellers ? conversation with { SellerId = 0 } : conversation
        let range = new HistoryRange(position, isForward, limit)
        select new StoreOperation($"history of {whole}: {range}", async stores => Answer.Of(await stores.Conversations.HistoryAsync(whole, range)));

    private static readonly Gen<StoreOperation> List =
        from user in Users
        from party in Parties
        from before in Keys
        from limit in Limits
        from isUnread in Gen.Elements(true, false)
        from customer in Gen.OneOf(Gen.Constant((User?)null), Customers.Select(customer => (User?)customer))
        let request = new ConversationsRequest(user, party, before, limit, IsUnread: isUnread, Customer: customer)
        select new StoreOperation($"list {request}", async stores => Answer.Of(await stores.Conversations.ListAsync(request)));

    private static readonly Gen<StoreOperation> CountUnread =
        from user in Users
        from party in Parties
        select new StoreOperation($"count unread of the {party} {user}", async stores => $"{await stores.Conversations.CountUnreadAsync(user, party)}");

    private static readonly Gen<StoreOperation> Find =
        from user in Users
        from party in Parties
        from conversation in Conversations
        select new StoreOperation(
            $"find {conversation} for the {party} {user}",
            async stores => await stores.Conversations.FindAsync(user, party, conversation) is { } found ? Answer.Of(found) : "none");

    private static readonly Gen<StoreOperation> SyncKeys =
        from user in Users
        from device in Devices
        select new StoreOperation(
            $"sync keys of {user} on {device}",
            async stores => $"{await stores.Messages.GetSyncKeyAsync(user, device)} {await stores.Messages.GetHighestSyncKeyAsync(user)}");

    private static readonly Gen<StoreOperation> RaiseSyncKey =
        from user in Users
        from device in Devices
        from key in Keys
        select new StoreOperation($"raise sync key of {user} on {device} to {key}", async stores =>
        {
            await stores.Messages.RaiseSyncKeyAsync(user, device, key).SoonAsync();
            return "";
        });

    private static readonly Gen<StoreOperation> GetReadPosition =
        from user in Users
        from party in Parties
        from conversation in Conversations
        select new StoreOperation(
            $"read position of the {party} {user} in {conversation}",
            async stores => $"{await stores.Conversations.GetReadPositionAsync(user, party, conversation)}");

    private static readonly Gen<StoreOperation> RaiseReadPosition =
        from user in Users
        from party in Parties
        from conversation in Conversations
        from key in Keys
        select new StoreOperation(
            $"raise read position of the {party} {user} in {conversation} to {key}",
            async stores => $"{await stores.Conversations.RaiseReadPositionAsync(user, party, conversation, key).SoonAsync()}");

    private static readonly Gen<StoreOperation> LatestKeys =
        from users in Users.ListOf()
        select new StoreOperation(
            $"latest keys of {string.Join(", ", users)}",
            async stores => Answer.Of(await stores.Messages.LatestKeysAsync([.. users])));

    private static readonly Gen<StoreOperation> Any = Gen.Frequency(
        (8, Save), (3, Sync), (3, History), (3, List), (2, CountUnread), (2, Find), (2, SyncKeys), (2, RaiseSyncKey), (2, GetReadPosition),
        (3, RaiseReadPosition), (1, LatestKeys), (1, Gen.Constant(StoreOperation.Reopen)));

    /// <summary>Sequences; a failing one is shrunk by leaving calls out.</summary>
    public static readonly Arbitrary<StoreOperation[]> Sequences = Arb.From(
        Any.ArrayOf().Resize(80),
        sequence => sequence.Select((_, left) => sequence.Where((_, i) => i != left).ToArray()));
}
