using KefuChat.Storage.Assignments;
using KefuChat.Storage.Conversations;
using KefuChat.Storage.Customers;

namespace KefuChat.Storage.Sharding;

/// <summary>Adds the stores of all shards as one.</summary>
internal static class ShardedServices
{
    /// <summary>Over the <see cref="ShardMap"/> that is there.</summary>
    public static void AddShardedStores(this IServiceCollection services)
    {
        services.AddSingleton<AssignmentSpread>();
        services.AddSingleton<ShardedSaves>();
        services.AddSingleton<ShardedMessageStore>();
        services.AddSingleton<IMessageStore>(provider => provider.GetRequiredService<ShardedMessageStore>());
        services.AddSingleton<IConversationStore, ShardedConversationStore>();
        services.AddSingleton(provider => provider.GetRequiredService<ShardMap>().First.Documents);
        services.AddSingleton<IAssignmentStore, ShardedAssignmentStore>();
        services.AddSingleton<ICustomerDataStore, ShardedCustomerDataStore>();
    }
}
