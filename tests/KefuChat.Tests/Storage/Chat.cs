using System.Globalization;
using System.Text;
using KefuChat.Protocol;
using KefuChat.Storage;

namespace KefuChat.Tests.Storage;

/// <summary>Two customers, two sellers, and what they write.</summary>
internal static class Chat
{
    public const long Shop = 3;
    public const long OtherShop = 4;
    public const long Noon = 1_767_225_600_000;

    public static readonly User Customer = new(7, 1001);
    public static readonly User OtherCustomer = new(7, 1002);
    public static readonly User Seller = new(1, 9);
    public static readonly User OtherSeller = new(1, 10);
    public static readonly User Nobody = new(7, 404);

    /// <summary>One of as many customers and sellers as a test likes, who talk with each other only.</summary>
    public static (User Customer, User Seller) Pair(int number) => (new(7, 2000 + number), new(1, 200 + number));

    public static SaveRequest FromCustomer(
        string text, string uuid = "", User? customer = null, User? seller = null, long shop = Shop, long at = Noon) =>
        Create(Command.Customer, text, uuid, customer ?? Customer, seller ?? Seller, shop, at);

    public static SaveRequest FromSeller(
        string text, string uuid = "", User? customer = null, User? seller = null, long shop = Shop, long at = Noon) =>
        Create(Command.CustomerSupport, text, uuid, customer ?? Customer, seller ?? Seller, shop, at);

    /// <summary>The customer's messages "1", "2", … to the seller.</summary>
    public static SaveRequest[] Numbered(int count) =>
        [.. Enumerable.Range(1, count).Select(i => FromCustomer(i.ToString(CultureInfo.InvariantCulture)))];

    public static Conversation Between(User customer, User seller, long shop = Shop) =>
        new(customer.AppId, customer.Uid, shop, seller.Uid);

    public static string Text(this CustomerMessage message) => Encoding.UTF8.GetString(message.Content.Span);

    public static IReadOnlyList<string> Texts(this IEnumerable<StoredMessage> entries) =>
        [.. entries.Select(entry => entry.Message.Text())];

    private static SaveRequest Create(
        Command command, string text, string uuid, User customer, User seller, long shop, long at)
    {
        var message = new CustomerMessage(command)
        {
            Flags = MessageFlags.Text,
            CustomerAppId = customer.AppId,
            CustomerId = customer.Uid,
            StoreId = shop,
            SellerId = seller.Uid,
            TimestampMs = at,
            Content = Encoding.UTF8.GetBytes(text),
            Uuid = uuid,
        };
        return command == Command.Customer
            ? new SaveRequest(message, customer, seller, "phone")
            : new SaveRequest(message, seller, customer, "desk");
    }
}
