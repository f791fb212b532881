using KefuChat.Configuration;
using KefuChat.Storage.Assignments;
using KefuChat.Storage.Conversations;
using KefuChat.Storage.Customers;
using KefuChat.Storage.Documents;
using KefuChat.Storage.Sharding;
using KefuChat.Telemetry;
using Microsoft.Extensions.Options;

namespace KefuChat.Storage.Postgres;

/// <summary>Adds the stores in PostgreSQL.</summary>
internal static class PostgresServices
{
    /// <summary>Connected as they are first asked for; closed with the host, the database behind everyone who uses it.</summary>
    public static void AddPostgresStores(this IServiceCollection services)
    {
        // Waited for: it is what a start waits for, and it can refuse.
        services.AddSingleton(provider => PostgresDatabase.OpenAsync(
            provider.GetRequiredService<IOptions<KefuOptions>>().Value.Storage.ConnectionString,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<KefuMetrics>()).GetAwaiter().GetResult());
        services.AddSingleton<PostgresMessageStore>();
        services.AddSingleton<IMessageStore>(provider => provider.GetRequiredService<PostgresMessageStore>());
        services.AddSingleton<IStoreIdentity>(provider => provider.GetRequiredService<PostgresMessageStore>());
        services.AddSingleton<IConversationStore, PostgresConversationStore>();
        services.AddSingleton<IDocumentStore, PostgresDocumentStore>();
        services.AddSingleton<IAssignmentStore, PostgresAssignmentStore>();
        services.AddSingleton<ICustomerDataStore, PostgresCustomerDataStore>();
        services.AddSingleton<IShardStore, PostgresShardStore>();
        services.AddHostedService<PostgresSearchIndex>();
        services.AddHostedService(provider => new PostgresHousekeeping(
            provider.GetRequiredService<PostgresDatabase>(),
            provider.GetRequiredService<IOptions<KefuOptions>>().Value.Storage.RetentionDays,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<PostgresHousekeeping>>()));
    }
}
