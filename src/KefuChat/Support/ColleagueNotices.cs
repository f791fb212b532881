using KefuChat.Configuration;
using KefuChat.Protocol;
using KefuChat.Shops;
using KefuChat.Storage;
using KefuChat.Storage.Assignments;
using Microsoft.Extensions.Options;

namespace KefuChat.Support;

/// <summary>
/// Tells the seller who has a conversation what goes on in it in a colleague's name: live only, as all of it is in the
/// history. Calls return at once, and their tasks end well: what fails is told to nobody.
/// </summary>
internal sealed partial class ColleagueNotices(
    IAssignmentStore assignments,
    KnownStores stores,
    Sellers sellers,
    Blocks blocks,
    MessageDelivery delivery,
    SystemNotes notes,
    IOptions<KefuOptions> options,
    TimeProvider time,
    ILogger<ColleagueNotices> logger)
{
    private readonly ILogger _logger = logger;

    /// <summary>A seller types: whoever has the conversation is to see it, while both sell in the store.</summary>
    /// <param name="message">What <see cref="TypingMark.MayBeSellers"/> took for typing.</param>
    public Task TypingAsync(CustomerMessage message) => TellAsync(message, async () =>
    {
        if (TypingMark.Is(message.Content.Span)
            && await assignments.GetAsync(message.StoreId, message.Customer) is { } assignment
            && assignment.SellerId != message.SellerId
            && await SellsAsync(message.StoreId, message.SellerId)
            && await SellsAsync(message.StoreId, assignment.SellerId))
        {
            delivery.Route(message, new User(options.Value.AppId, assignment.SellerId), sendingConnection: 0, receive: null);
        }
    });

    /// <summary>
    /// A message was stored in another seller's name than that of whoever has the conversation; who has muted the customer is
    /// not told of what the customer writes.
    /// </summary>
    /// <param name="message">The message.</param>
    /// <param name="holderId">Who has it (<see cref="SaveResult.HolderId"/>).</param>
    public Task WrittenAsync(CustomerMessage message, long holderId) => TellAsync(message, async () =>
    {
        if (await SellsAsync(message.StoreId, holderId) && !await IsMutedAsync(message, holderId))
        {
            var person = new SystemNotePerson(message.SellerId, (await sellers.FindAsync(message.SellerId))?.Name);
            notes.TellDevices(Conversation.Of(message) with { SellerId = holderId }, SystemNote.Written(person, message.TimestampMs));
        }
    });

    private async ValueTask<bool> SellsAsync(long storeId, long sellerId) =>
        (await stores.FindAsync(storeId))?.Sellers.Contains(sellerId) == true;

    private async ValueTask<bool> IsMutedAsync(CustomerMessage message, long holderId) =>
        message.Command == Command.Customer
        && (await blocks.GetAsync(message.Customer)).Any(block => block.Holds(message.StoreId, holderId, time.GetUtcNow()));

    private async Task TellAsync(CustomerMessage message, Func<Task> tell)
    {
        try
        {
            // Not on the storage's thread, whose continuations run in place.
            await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
            await tell();
        }
        catch (Exception e)
        {
            LogFailed(message.StoreId, message.Customer, e.Message, e is StorageUnavailableException ? null : e);
        }
    }

    [LoggerMessage(8003, LogLevel.Warning, "Store {StoreId}: nobody was told what a colleague does in the conversation of customer {Customer}: {Reason}")]
    private partial void LogFailed(long storeId, User customer, string reason, Exception? cause);
}
