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
    private readonly List<ModelEntry> _log = [];
    private readonly Dictionary<User, List<SaveRequest>> _queues = [];
    private readonly Dictionary<(User Sender, string Uuid), (SaveResult Answer, Conversation Conversation)> _answers = [];
    private readonly Dictionary<(User User, string Device), long> _syncKeys = [];

    /// <summary>All messages, in the order they were stored.</summary>
    public IReadOnlyList<ModelEntry> Log
    {
        get
        {
            lock (_gate)
            {
                return [.. _log];
            }
        }
    }

    public Task<SaveResult> SaveAsync(SaveRequest request)
    {
        lock (_gate)
        {
            var id = (request.Sender, request.DedupeKey);
            if (request.DedupeKey.Length > 0 && _answers.TryGetValue(id, out var first))
            {
                var isSame = first.Conversation == Conversation.Of(request.Message);
                return Task.FromResult(first.Answer with { Status = isSame ? SaveStatus.Duplicate : SaveStatus.Reused, HolderId = 0 });
            }

            foreach (var user in (HashSet<User>)[request.Sender, request.Receiver])
            {
                _queues[user] = [.. Queue(user), request];
            }

            var answer = new SaveResult(
                SaveStatus.Stored,
                Queue(request.Receiver).Count,
                Queue(request.Sender).Count,
                request.Message.TimestampMs,
                HolderId: Holder(request.Message) is var holder && holder == request.Message.SellerId ? 0 : holder);
            _log.Add(new ModelEntry(request, answer.ReceiverKey, answer.SenderKey));
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

        return new(new SyncPage(rest[..count], rest.Length > count, rest.Length > count ? rest[count - 1].SyncKey : Queue(user).Count));
    }

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

    public ValueTask<IReadOnlyList<long>> LatestKeysAsync(IReadOnlyList<User> users)
    {
        lock (_gate)
        {
            return new(users.Select(user => (long)Queue(user).Count).ToArray());
        }
    }

    public Task ProbeAsync() => Task.CompletedTask;

    /// <summary>The seller of the first message: nobody ever hands over.</summary>
    private long Holder(CustomerMessage message) => message.StoreId == 0
        ? 0
        : _log.Select(entry => entry.Message).FirstOrDefault(first =>
            first.StoreId == message.StoreId && first.Customer == message.Customer)?.SellerId ?? message.SellerId;

    private List<SaveRequest> Queue(User user) => _queues.GetValueOrDefault(user) ?? [];

    private StoredMessage[] Entries(User user)
    {
        lock (_gate)
        {
            return [.. Queue(user).Select((request, i) => new StoredMessage(request.Message, i + 1, request.SenderDevice))];
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
