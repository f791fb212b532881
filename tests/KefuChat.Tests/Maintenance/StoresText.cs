using KefuChat.Protocol;
using KefuChat.Storage.Conversations;
using KefuChat.Tests.Storage;

namespace KefuChat.Tests.Maintenance;

/// <summary>All that stores say of some users, as text, so that two that hold the same say the same.</summary>
internal static class StoresText
{
    private static readonly long[] Shops = [0, Chat.Shop, Chat.OtherShop];

    /// <summary>Asks everything there is to ask.</summary>
    /// <param name="stores">The stores.</param>
    /// <param name="customers">Users who write as customers.</param>
    /// <param name="sellers">Users who write as sellers.</param>
    public static async Task<string> OfAsync(Stores stores, IReadOnlyList<User> customers, IReadOnlyList<User> sellers)
    {
        var lines = new List<string>();
        foreach (var user in customers.Concat(sellers))
        {
            lines.Add($"{user}: newest {Answer.Of(await stores.Messages.LatestKeysAsync([user]))}");
            lines.Add($"phone {await stores.Messages.GetSyncKeyAsync(user, "phone")}, highest {await stores.Messages.GetHighestSyncKeyAsync(user)}");
            lines.Add(Answer.Of(await stores.Messages.SyncAsync(user, 0, 10_000)));
        }

        lines.AddRange(await OfPartyAsync(stores, customers, Party.Customer));
        lines.AddRange(await OfPartyAsync(stores, sellers, Party.Seller));
        foreach (var customer in customers)
        {
            foreach (var shop in Shops)
            {
                lines.Add($"{customer} in {shop} has {await stores.Assignments.GetAsync(shop, customer)}");
                foreach (var conversation in sellers.Select(seller => Chat.Between(customer, seller, shop)))
                {
                    lines.Add($"{conversation}: {Answer.Of(await stores.Conversations.HistoryAsync(conversation, HistoryRange.Newest(1000)))}");
                    lines.Add($"customer {await stores.Conversations.GetReadPositionAsync(customer, Party.Customer, conversation)}");
                    lines.Add($"seller {await stores.Conversations.GetReadPositionAsync(new User(1, conversation.SellerId), Party.Seller, conversation)}");
                }
            }
        }

        lines.AddRange((await stores.Documents.ListAsync("store", "", "", 100)).Documents.Select(
            document => $"{document.Key} {document.Version} {Convert.ToHexString(document.Body.Span)}"));
        return string.Join("\n", lines);
    }

    private static async Task<List<string>> OfPartyAsync(Stores stores, IEnumerable<User> users, Party party)
    {
        var lines = new List<string>();
        foreach (var user in users)
        {
            lines.Add($"{user} as {party}: {await stores.Conversations.CountUnreadAsync(user, party)}");
            lines.Add(Answer.Of(await stores.Conversations.ListAsync(new ConversationsRequest(user, party, long.MaxValue, 100))));
        }

        return lines;
    }
}
