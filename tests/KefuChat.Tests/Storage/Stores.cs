using KefuChat.Storage;
using KefuChat.Storage.Assignments;
using KefuChat.Storage.Conversations;
using KefuChat.Storage.Customers;
using KefuChat.Storage.Documents;
using KefuChat.Storage.Sharding;

namespace KefuChat.Tests.Storage;

/// <summary>The stores of one backend, over the same data. Not every backend has all of them.</summary>
/// <param name="Messages">The queues.</param>
/// <param name="Conversations">The queues' messages as conversations.</param>
internal sealed record Stores(IMessageStore Messages, IConversationStore Conversations)
{
    public IDocumentStore Documents
    {
        get => field ?? throw new InvalidOperationException("this backend has no documents");
        init;
    }

    public IAssignmentStore Assignments
    {
        get => field ?? throw new InvalidOperationException("this backend has no assignments");
        init;
    }

    public ICustomerDataStore Customers
    {
        get => field ?? throw new InvalidOperationException("this backend has no customers' data");
        init;
    }

    public IShardStore Shards
    {
        get => field ?? throw new InvalidOperationException("this backend is no shard");
        init;
    }
}
