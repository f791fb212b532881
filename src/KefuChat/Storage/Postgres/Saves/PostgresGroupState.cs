using KefuChat.Protocol;
using KefuChat.Storage.Assignments;

namespace KefuChat.Storage.Postgres;

/// <summary>What the rows say that a group of writes depends on, read with its queues locked.</summary>
internal sealed class PostgresGroupState
{
    /// <summary>The queues.</summary>
    public Dictionary<User, PostgresQueue> Queues { get; } = [];

    /// <summary>Messages of the group's (sender's queue, uuid) that are stored.</summary>
    public Dictionary<(long Sender, string Uuid), PostgresKnownMessage> Known { get; } = [];

    /// <summary>The rows of conversations that there are.</summary>
    public Dictionary<(long Customer, long StoreId, long Seller), long> Conversations { get; } = [];

    /// <summary>The assignments that there are.</summary>
    public Dictionary<(long Customer, long StoreId), AssignmentRow> Assignments { get; } = [];

    /// <summary>Ids for the messages, upwards: given after the locks, so in the order of each queue.</summary>
    public Queue<long> Ids { get; } = [];
}
