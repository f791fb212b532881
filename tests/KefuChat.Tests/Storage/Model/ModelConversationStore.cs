using KefuChat.Protocol;
using KefuChat.Storage;
using KefuChat.Storage.Conversations;
using KefuChat.Storage.Search;

namespace KefuChat.Tests.Storage.Model;

/// <summary>
/// The promises of <see cref="IConversationStore"/> in the fewest words, over the model's messages. Nothing is assigned
/// to anybody.
/// </summary>
internal sealed class ModelConversationStore(ModelMessageStore messages) : IConversationStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(User User, Conversation Row), long> _readKeys = [];

    public ValueTask<HistoryPage> HistoryAsync(Conversation conversation, HistoryRange range)
    {
        var all = messages.Log.Where(entry =>
            entry.Row == conversation || entry.Row with { SellerId = 0 } == conversation);
        var rest = (range.IsForward
            ? all.Where(entry => entry.CustomerKey > range.Position)
            : all.Where(entry => entry.CustomerKey < range.Position).Reverse()).ToArray();
        var page = Page(rest, range.Limit, entry => entry.Message);
        IEnumerable<ModelEntry> ordered = range.IsForward ? page : page.Reverse();
        return new(new HistoryPage(
            [.. ordered.Select(entry => new HistoryMessage(entry.Message, entry.CustomerKey, entry.SellerKey))], rest.Length > page.Length));
    }

    public ValueTask<ConversationsPage> ListAsync(ConversationsRequest request)
    {
        var rest = Summaries(request.User, request.Party)
            .Where(summary => summary.Last.SyncKey < request.BeforeKey && request.State != ConversationState.Closed)
            .Where(summary => !request.IsUnread || summary.Unread > 0)
            .Where(summary => request.Party == Party.Customer || request.Customer is not { } customer || summary.Last.Message.Customer == customer)
            .OrderByDescending(summary => summary.Last.SyncKey)
            .ToArray();
        var page = Page(rest, request.Limit, summary => summary.Last.Message);
        return new(new ConversationsPage(page, rest.Length > page.Length));
    }

    public ValueTask<UnreadCount> CountUnreadAsync(User user, Party party)
    {
        var unread = Summaries(user, party).Select(summary => summary.Unread).Where(count => count > 0).ToArray();
        return new(new UnreadCount(Math.Min(unread.Length, ConversationSummary.MostUnread), Math.Min(unread.Sum(), ConversationSummary.MostUnread)));
    }

    public ValueTask<ConversationSummary?> FindAsync(User user, Party party, Conversation conversation)
    {
        var entries = Of(user, party, conversation);
        return new(entries.Length > 0 ? Summary(user, party, entries) : null);
    }

    public ValueTask<ReadPosition> GetReadPositionAsync(User user, Party party, Conversation conversation)
    {
        var entries = Of(user, party, conversation);
        var key = ReadKey(user, entries);
        return new(entries.LastOrDefault(entry => KeyOf(entry, party) <= key) is { } read
            ? new ReadPosition(key, party == Party.Customer ? read.SellerKey : read.CustomerKey, read.Seller.Uid, IsRaised: false)
            : new ReadPosition(key, 0, 0, IsRaised: false));
    }

    public async Task<ReadPosition> RaiseReadPositionAsync(User user, Party party, Conversation conversation, long key)
    {
        var isRaised = false;
        var raised = Math.Clamp(key, 0, (await messages.LatestKeysAsync([user]))[0]);
        if (Of(user, party, conversation) is [.., var last] entries && raised > ReadKey(user, entries))
        {
            lock (_gate)
            {
                _readKeys[(user, last.Row)] = raised;
                isRaised = true;
            }
        }

        return await GetReadPositionAsync(user, party, conversation) with { IsRaised = isRaised };
    }

    public ValueTask<SyncPage> SearchAsync(User user, string text, long beforeKey, int limit)
    {
        SearchRun[] question = [.. SearchRuns.Of(text)];
        var rest = messages.Log
            .Where(entry => entry.Request.Sender == user || entry.Request.Receiver == user)
            .Select(entry => entry.In(entry.Request.Sender == user ? entry.SenderKey : entry.ReceiverKey))
            .Where(entry => entry.SyncKey < beforeKey && question.Length > 0 && question.All(run => Holds(entry.Message, run)))
            .Reverse()
            .ToArray();
        var page = Page(rest, limit, entry => entry.Message);
        return new(new SyncPage(page, rest.Length > page.Length));
    }

    private static bool Holds(CustomerMessage message, SearchRun run) => SearchRuns.Of(SearchText.Of(message.Content))
        .Any(other => run.IsUnspaced ? other.Text.Contains(run.Text, StringComparison.Ordinal) : other == run);

    private static T[] Page<T>(T[] rest, int limit, Func<T, CustomerMessage> message)
    {
        var count = 0;
        for (var bytes = 0; count < Math.Min(limit, rest.Length) && bytes < SyncPage.ContentBytes; count++)
        {
            bytes += message(rest[count]).Content.Length;
        }

        return rest[..count];
    }

    private static Conversation Whole(Conversation row, Party party) => party == Party.Customer ? row with { SellerId = 0 } : row;

    private static long KeyOf(ModelEntry entry, Party party) => party == Party.Customer ? entry.CustomerKey : entry.SellerKey;

    private IEnumerable<ModelEntry> Mine(User user, Party party) =>
        messages.Log.Where(entry => (party == Party.Customer ? entry.Customer : entry.Seller) == user);

    private IEnumerable<ConversationSummary> Summaries(User user, Party party) => Mine(user, party)
        .GroupBy(entry => Whole(entry.Row, party))
        .Select(entries => Summary(user, party, [.. entries]));

    private ModelEntry[] Of(User user, Party party, Conversation conversation) =>
        [.. Mine(user, party).Where(entry => Whole(entry.Row, party) == Whole(conversation, party))];

    private long ReadKey(User user, IEnumerable<ModelEntry> entries)
    {
        lock (_gate)
        {
            return entries.Select(entry => _readKeys.GetValueOrDefault((user, entry.Row))).DefaultIfEmpty().Max();
        }
    }

    private ConversationSummary Summary(User user, Party party, ModelEntry[] entries)
    {
        var last = entries[^1];
        var readKey = ReadKey(user, entries);
        var unread = entries.Count(entry => entry.Request.Sender != user && KeyOf(entry, party) > readKey);
        return new ConversationSummary(
            last.Row,
            last.In(KeyOf(last, party)),
            Math.Min(unread, ConversationSummary.MostUnread),
            readKey,
            party == Party.Customer ? ReadBySellers(entries) : ReadByCustomer(last, entries),
            Assignment: null);
    }

    private long ReadByCustomer(ModelEntry last, ModelEntry[] entries)
    {
        var key = ReadKey(last.Customer, Of(last.Customer, Party.Customer, last.Row));
        return entries.LastOrDefault(entry => entry.CustomerKey <= key)?.SellerKey ?? 0;
    }

    private long ReadBySellers(ModelEntry[] entries) =>
        entries.LastOrDefault(entry => entry.SellerKey <= ReadKey(entry.Seller, [entry]))?.CustomerKey ?? 0;
}
