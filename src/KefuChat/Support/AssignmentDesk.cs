using KefuChat.Protocol;
using KefuChat.Shops;
using KefuChat.Storage;
using KefuChat.Storage.Assignments;
using KefuChat.Storage.Conversations;

namespace KefuChat.Support;

/// <summary>
/// Who answers a customer: gives out sellers, hands conversations over, closes and opens them, and tells the customer of
/// each by a note. Whatever fails in between is made up for when the same is asked again. Safe to call from any thread.
/// </summary>
internal sealed partial class AssignmentDesk(
    IAssignmentStore assignments,
    IConversationStore conversations,
    Stores stores,
    Sellers sellers,
    SellerPresence presence,
    SystemNotes notes,
    TimeProvider time,
    ILogger<AssignmentDesk> logger)
{
    private readonly ILogger _logger = logger;

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>
    /// The seller a customer is to write to (<see cref="IAssignmentStore.ClaimAsync"/>). A customer who has written before
    /// is told when it is another one now.
    /// </summary>
    /// <param name="shop">The store; it has sellers.</param>
    /// <param name="customer">The customer.</param>
    public async Task<Assignment> ClaimAsync(Store shop, User customer)
    {
        var present = await presence.HereAsync(shop.Sellers);
        var claim = await assignments.ClaimAsync(new ClaimRequest(shop.Id, customer, shop.Sellers, present, Now));
        var assignment = claim.Assignment ?? throw new InvalidOperationException("a claim always ends with an assignment");
        var conversation = new Conversation(customer.AppId, customer.Uid, shop.Id, assignment.SellerId);

        // Not by whether this call has changed it: the one that did may have failed before it told anybody.
        if (await conversations.FindAsync(customer, Party.Customer, conversation) is { } summary
            && summary.Last.Message.SellerId != assignment.SellerId)
        {
            await notes.TellCustomerAsync(conversation, SystemNote.Assigned(await PersonAsync(assignment.SellerId), assignment.ChangedAtMs));
        }

        return assignment;
    }

    /// <summary>Hands a conversation to another seller of its store.</summary>
    /// <param name="storeId">The store.</param>
    /// <param name="customer">The customer.</param>
    /// <param name="from">Who has it.</param>
    /// <param name="to">Who is to have it: another seller of the store.</param>
    /// <param name="note">For the sellers' eyes; at most <see cref="Assignment.MaxNoteLength"/> characters.</param>
    /// <returns>
    /// The assignment as it is now: not <paramref name="to"/>'s, by <paramref name="from"/>, when it was not
    /// <paramref name="from"/>'s to give; null when there is none.
    /// </returns>
    public async Task<Assignment?> TransferAsync(long storeId, User customer, long from, long to, string note)
    {
        var change = await assignments.ChangeAsync(new AssignmentChange(storeId, customer, from, to, IsOpen: true, Now, note));
        if (change.Assignment is { } now && now.SellerId == to && now.TransferredBy == from && (change.IsChanged || now.IsOpen))
        {
            // Also when it is asked again: the first time may have ended before anybody was told. Not of what is closed since.
            var transferred = SystemNote.Transferred(await PersonAsync(from), await PersonAsync(to), now.ChangedAtMs);
            await notes.TellCustomerAsync(ConversationOf(now), transferred);
            notes.TellDevices(ConversationOf(now with { SellerId = from }), transferred);
        }

        return change.Assignment;
    }

    /// <summary>Closes a conversation, or opens it again.</summary>
    /// <param name="storeId">The store.</param>
    /// <param name="customer">The customer.</param>
    /// <param name="seller">Whose it is.</param>
    /// <param name="isOpen">Whether it is to be open.</param>
    /// <returns>The assignment as it is now: another seller's when it was not this one's; null when there is none.</returns>
    public async Task<Assignment?> SetOpenAsync(long storeId, User customer, long seller, bool isOpen)
    {
        var change = await assignments.ChangeAsync(new AssignmentChange(storeId, customer, seller, seller, isOpen, Now));
        if (change.Assignment is { } now && now.SellerId == seller && now.IsOpen == isOpen && (change.IsChanged || !isOpen))
        {
            // What was open all the time is no news; of a closing the first attempt may have told nobody.
            var person = await PersonAsync(seller);
            await notes.TellCustomerAsync(
                ConversationOf(now),
                isOpen ? SystemNote.Reopened(person, now.ChangedAtMs) : SystemNote.Closed(person, now.ChangedAtMs));
        }

        return change.Assignment;
    }

    /// <summary>
    /// A customer has opened a conversation by writing, or written to somebody who is no seller of the store: where the one it
    /// is assigned to has left the store another one is given, and the customer is told. Returns at once.
    /// </summary>
    public void EnsureSeller(CustomerMessage message) => _ = EnsureSellerAsync(message);

    private async Task EnsureSellerAsync(CustomerMessage message)
    {
        try
        {
            // Not on the storage's thread, whose continuations run in place.
            await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
            var assignment = await assignments.GetAsync(message.StoreId, message.Customer);
            if (assignment is { IsOpen: true }
                && await stores.FindAsync(message.StoreId) is { Value: { Sellers.Count: > 0 } shop }
                && !(shop.Sellers.Contains(assignment.SellerId) && shop.Sellers.Contains(message.SellerId)))
            {
                await ClaimAsync(shop, message.Customer);
            }
        }
        catch (Exception e)
        {
            // The message is stored; the customer's next question for a seller finds that it is open and whose it is.
            LogEnsureFailed(message.StoreId, message.Customer, e.Message, e is StorageUnavailableException ? null : e);
        }
    }

    private async Task<SystemNotePerson> PersonAsync(long sellerId) => new(sellerId, (await sellers.FindAsync(sellerId))?.Name);

    private static Conversation ConversationOf(Assignment assignment) =>
        new(assignment.Customer.AppId, assignment.Customer.Uid, assignment.StoreId, assignment.SellerId);

    [LoggerMessage(8001, LogLevel.Warning, "Store {StoreId}: customer {Customer} wrote to a seller who may be gone, and no other could be given yet: {Reason}")]
    private partial void LogEnsureFailed(long storeId, User customer, string reason, Exception? cause);
}
