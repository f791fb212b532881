using KefuChat.Storage.Assignments;
using KefuChat.Storage.Conversations;
using KefuChat.Storage.Customers;
using KefuChat.Storage.Documents;

namespace KefuChat.Storage.Sharding;

/// <summary>One of several stores, home of its share of the users.</summary>
/// <param name="Name">What it is known by everywhere; where users live hangs on it.</param>
/// <param name="Messages">Its queues.</param>
/// <param name="Conversations">Its messages as conversations.</param>
/// <param name="Documents">Its documents.</param>
/// <param name="Assignments">Its customers' assignments.</param>
/// <param name="Customers">Its customers' data.</param>
/// <param name="Copies">What it offers the other shards.</param>
internal sealed record Shard(
    string Name,
    IMessageStore Messages,
    IConversationStore Conversations,
    IDocumentStore Documents,
    IAssignmentStore Assignments,
    ICustomerDataStore Customers,
    IShardStore Copies);
