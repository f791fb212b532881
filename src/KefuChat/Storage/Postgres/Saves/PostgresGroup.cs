using KefuChat.Protocol;
using KefuChat.Storage.Assignments;

namespace KefuChat.Storage.Postgres;

/// <summary>
/// What a group of writes makes of the rows they depend on, in their order: keys, duplicates, assignments. Nothing is
/// written here.
/// </summary>
internal sealed class PostgresGroup(PostgresGroupState state)
{
    private readonly Dictionary<(long Queue, string Device), long> _syncKeys = [];
    private readonly HashSet<(long Customer, long StoreId)> _assigned = [];
    private readonly List<PostgresNewMessage> _messages = [];

    /// <summary>The messages that are new, in their order.</summary>
    public IReadOnlyList<PostgresNewMessage> Messages => _messages;

    /// <summary>What devices confirmed.</summary>
    public IReadOnlyDictionary<(long Queue, string Device), long> SyncKeys => _syncKeys;

    /// <summary>The assignments that have changed; those without a turn are given one.</summary>
    public IEnumerable<((long Customer, long StoreId) Key, AssignmentRow Row)> Assignments =>
        _assigned.Select(key => (key, state.Assignments[key]));

    /// <summary>The conversations of new messages that have no row yet.</summary>
    public IReadOnlyList<(long Customer, long StoreId, long Seller)> NewConversations =>
        [.. _messages.Select(message => message.Conversation).Where(key => !state.Conversations.ContainsKey(key)).Distinct()];

    /// <summary>Adds the next.</summary>
    public void Add(PostgresWrite write)
    {
        switch (write)
        {
            case PostgresSave save:
                save.Result = Save(save.Request);
                break;
            case PostgresSyncKeyRaise raise:
                Raise(raise);
                break;
            default:
                throw new InvalidOperationException($"a group knows nothing of {write.GetType().Name}");
        }
    }

    private SaveResult Save(SaveRequest request)
    {
        var message = request.Message;
        var sender = state.Queues[request.Sender];
        var receiver = state.Queues[request.Receiver];
        var (customer, seller) = message.Command == Command.Customer ? (sender, receiver) : (receiver, sender);
        var conversation = (customer.Id, message.StoreId, seller.Id);
        if (request.DedupeKey.Length > 0 && state.Known.TryGetValue((sender.Id, request.DedupeKey), out var known))
        {
            return known.Answer(conversation);
        }

        if (request.IsCheck)
        {
            return SaveResult.Absent;
        }

        var receiverKey = receiver.Grow();
        var senderKey = sender == receiver ? receiverKey : sender.Grow();
        _messages.Add(new PostgresNewMessage(
            request, conversation, sender.Id, sender == customer ? senderKey : receiverKey, sender == customer ? receiverKey : senderKey));
        if (request.DedupeKey.Length > 0)
        {
            state.Known.Add((sender.Id, request.DedupeKey), new PostgresKnownMessage(conversation, receiverKey, senderKey, message.TimestampMs));
        }

        var (isReopened, holder) = Assign(customer.Id, request);
        return new SaveResult(
            SaveStatus.Stored, receiverKey, senderKey, message.TimestampMs, isReopened, holder == message.SellerId ? 0 : holder);
    }

    private (bool IsReopened, long SellerId) Assign(long customer, SaveRequest request)
    {
        var key = (customer, request.Message.StoreId);
        if (request.Message.StoreId == 0)
        {
            return default;
        }

        var was = state.Assignments.GetValueOrDefault(key);
        var (now, isReopened) = AssignmentRow.AfterMessage(was, request, nextTurn: () => 0);
        if (now is null)
        {
            return default;
        }

        if (now != was)
        {
            state.Assignments[key] = now;
            _assigned.Add(key);
        }

        return (isReopened, now.SellerId);
    }

    private void Raise(PostgresSyncKeyRaise raise)
    {
        var queue = state.Queues[raise.Users.First];
        var key = Math.Clamp(raise.Key, 0, queue.NewestKey);
        var place = (queue.Id, raise.DeviceId);
        _syncKeys[place] = Math.Max(key, _syncKeys.GetValueOrDefault(place));
    }
}
