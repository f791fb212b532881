using KefuChat.Protocol;
using KefuChat.Storage;

namespace KefuChat.Tests.Storage.Model;

/// <summary>
/// The promises of <see cref="IMessageStore"/> in the fewest words: a list for each queue and nothing precomputed.
/// What every other store is compared with.
/// </summary>
internal sealed class ModelMessageStore : IMessageStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<User, List<SaveRequest>> _queues = [];
    private readonly Dictionary<(User Sender, string Uuid), (SaveResult Answer, Conversation Conversation)> _answers = [];
    private readonly Dictionary<(User User, string Device), long> _syncKeys = [];
    private readonly Dictionary<(User User, Conversation Conversation), long> _readPositions = [];

    public Task<SaveResult> SaveAsync(SaveRequest request)
    {
        lock (_gate)
        {
            var id = (request.Sender, request.DedupeKey);
            if (request.DedupeKey.Length > 0 && _answers.TryGetValue(id, out var first))
            {
                var isSame = first.Conversation == Conversation.Of(request.Message);
                return Task.FromResult(first.Answer with { Status = isSame ? SaveStatus.Duplicate : SaveStatus.Reused });
            }

            foreach (var user in (HashSet<User>)[request.Sender, request.Receiver])
            {
                _queues[user] = [.. Queue(user), request];
            }

            var answer = new SaveResult(
                SaveStatus.Stored, Queue(request.Receiver).Count, Queue(request.Sender).Count, request.Message.TimestampMs);
            _answers[id] = (answer, Conversation.Of(request.Message));
            return Task.FromResult(answer);
        }
    }

    public ValueTask<SyncPage> SyncAsync(User user, long afterKey, int limit)
    {
        var rest = Entries(user).Where(entry => entry.SyncKey > afterKey).ToArray();
        var count = 0;
        for (var bytes = 0; count < Math.Min(limit, rest.Length) && bytes < SyncPage.ContentBytes; count++)
        {
            bytes += rest[count].Message.Content.Length;
        }

        return new(new SyncPage(rest[..count], rest.Length > count));
    }

    public ValueTask<IReadOnlyList<StoredMessage>> HistoryAsync(User user, Conversation conversation, long beforeKey, int limit) =>
        new(Of(user, conversation).Where(entry => entry.SyncKey < beforeKey).Reverse().Take(limit).ToArray());

    public ValueTask<IReadOnlyList<ConversationSummary>> ConversationsAsync(User user, int limit) => new(Entries(user)
        .GroupBy(entry => Conversation.Of(entry.Message))
        .Select(entries => new ConversationSummary(entries.Key, entries.Last(), Unread(user, entries.Key)))
        .OrderByDescending(summary => summary.Last.SyncKey)
        .Take(limit)
        .ToArray());

    public ValueTask<long?> GetSyncKeyAsync(User user, string deviceId) => new(Highest(user, device => device == deviceId));

    public ValueTask<long?> GetHighestSyncKeyAsync(User user) => new(Highest(user, _ => true));

    public Task RaiseSyncKeyAsync(User user, string deviceId, long key)
    {
        lock (_gate)
        {
            _syncKeys[(user, deviceId)] = Math.Max(_syncKeys.GetValueOrDefault((user, deviceId)), Math.Clamp(key, 0, Queue(user).Count));
            return Task.CompletedTask;
        }
    }

    public ValueTask<long> GetReadPositionAsync(User user, Conversation conversation)
    {
        lock (_gate)
        {
            return new(_readPositions.GetValueOrDefault((user, conversation)));
        }
    }

    public Task RaiseReadPositionAsync(User user, Conversation conversation, long key)
    {
        lock (_gate)
        {
            if (Of(user, conversation).Any())
            {
                _readPositions[(user, conversation)] =
                    Math.Max(_readPositions.GetValueOrDefault((user, conversation)), Math.Clamp(key, 0, Queue(user).Count));
            }

            return Task.CompletedTask;
        }
    }

    public ValueTask<IReadOnlyList<long>> LatestKeysAsync(IReadOnlyList<User> users)
    {
        lock (_gate)
        {
            return new(users.Select(user => (long)Queue(user).Count).ToArray());
        }
    }

    public Task ProbeAsync() => Task.CompletedTask;

    private List<SaveRequest> Queue(User user) => _queues.GetValueOrDefault(user) ?? [];

    private StoredMessage[] Entries(User user)
    {
        lock (_gate)
        {
            return [.. Queue(user).Select((request, i) => new StoredMessage(request.Message, i + 1, request.SenderDevice))];
        }
    }

    private IEnumerable<StoredMessage> Of(User user, Conversation conversation) =>
        Entries(user).Where(entry => Conversation.Of(entry.Message) == conversation);

    private int Unread(User user, Conversation conversation)
    {
        lock (_gate)
        {
            var position = _readPositions.GetValueOrDefault((user, conversation));
            return Queue(user).Skip((int)position).Count(request => Conversation.Of(request.Message) == conversation && request.Sender != user);
        }
    }

    private long? Highest(User user, Func<string, bool> isAsked)
    {
        lock (_gate)
        {
            return _syncKeys
                .Where(item => item.Key.User == user && isAsked(item.Key.Device))
                .Max(item => (long?)item.Value);
        }
    }
}
