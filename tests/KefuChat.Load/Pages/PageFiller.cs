using System.Globalization;
using System.Text;
using KefuChat.Load.Clients;
using KefuChat.Load.Options;
using KefuChat.Load.Protocol;

namespace KefuChat.Load.Pages;

/// <summary>
/// A seller who writes to many customers in turn, so that there are pages to ask for: a tenth of all messages to the
/// first of them, the rest spread evenly.
/// </summary>
internal sealed class PageFiller(LoadOptions options)
    : MessageFiller(options.KefuAppId, Uid, options.Framing, options.PageMessages)
{
    /// <summary>The seller.</summary>
    public new const long Uid = 9001;

    /// <summary>The store; its number is all it needs.</summary>
    public const long StoreId = 90;

    /// <summary>The customer of the long conversation; the others follow.</summary>
    public const long FirstCustomer = 900_001;

    protected override void OnAuthenticated(long newestKey)
    {
        if (newestKey > 0)
        {
            Refuse($"seller {Uid} has messages already: pages are measured on a new data directory");
        }
    }

    protected override (OutgoingMessage Message, byte[] Uuid) Write(int number)
    {
        var customer = number % 10 == 0 ? FirstCustomer : FirstCustomer + 1 + (number % (options.PageConversations - 1));
        return (
            new OutgoingMessage(
                Command.CustomerSupport, FrameFlags.None, LoadOptions.CustomerAppId, customer, StoreId, Uid, Content(number)),
            Encoding.ASCII.GetBytes(number.ToString("x8", CultureInfo.InvariantCulture)));
    }

    /// <summary>One message in a hundred speaks of a refund, all of the weather.</summary>
    private string Content(int number)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"message {number} about the weather{(number % 100 == 0 ? " and a refund" : "")}");
        return $$"""{"type":"text","text":"{{text.PadRight(Math.Max(0, options.Bytes - 26), '.')}}"}""";
    }
}
