using KefuChat.Cluster;
using KefuChat.Configuration;
using KefuChat.Storage.Conversations;
using KefuChat.Storage.Documents;
using KefuChat.Storage.Grpc;
using KefuChat.Storage.Sqlite;
using KefuChat.Telemetry;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace KefuChat.Storage;

/// <summary>Adds the stores.</summary>
internal static class StorageServices
{
    /// <summary>
    /// A process that plays <c>ims</c> has the store itself, and serves it to others; a gateway that does not has the one
    /// that others serve; one that only routes has none.
    /// </summary>
    public static IServiceCollection AddKefuStorage(this IServiceCollection services, Roles roles)
    {
        if (roles.HasFlag(Roles.Ims))
        {
            services.AddSqliteStore();
            services.AddGrpcRole<ImsService>(Kefu.Ims.V1.Ims.Descriptor.FullName);
            services.AddGrpcRole<ConversationsService>(Kefu.Ims.V1.Conversations.Descriptor.FullName);
        }
        else if (roles.HasFlag(Roles.Gateway))
        {
            services.AddGrpcStore();
        }
        else
        {
            return services;
        }

        services.AddHealthChecks().AddCheck<StorageHealthCheck>(
            "storage", tags: [Kefu.Ims.V1.Ims.Descriptor.FullName, Kefu.Ims.V1.Conversations.Descriptor.FullName]);
        return services;
    }

    /// <summary>The SQLite store in the data directory; closed with the host, behind everyone who uses it.</summary>
    private static void AddSqliteStore(this IServiceCollection services)
    {
        services.TryAddSingleton<DataDirectory>();
        services.AddSingleton(provider => new SqliteMessageStore(
            provider.GetRequiredService<DataDirectory>().File("kefu.db"),
            provider.GetRequiredService<ILogger<SqliteMessageStore>>()));
        services.AddSingleton<IMessageStore>(provider => provider.GetRequiredService<SqliteMessageStore>());
        services.AddSingleton<IStoreIdentity>(provider => provider.GetRequiredService<SqliteMessageStore>());
        services.AddSingleton<IDocumentStore>(provider =>
            new SqliteDocumentStore(provider.GetRequiredService<SqliteMessageStore>().Database));
        services.AddSingleton(provider => new SqliteSearchIndex(
            provider.GetRequiredService<DataDirectory>().File("kefu-search.db"),
            provider.GetRequiredService<SqliteMessageStore>().Database,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<SqliteSearchIndex>>()));
        services.AddSingleton<IConversationStore>(provider => new SqliteConversationStore(
            provider.GetRequiredService<SqliteMessageStore>().Database, provider.GetRequiredService<SqliteSearchIndex>()));
    }

    private static void AddGrpcStore(this IServiceCollection services)
    {
        services.AddSingleton(provider => new GrpcMessageStore(
            provider.GetRequiredService<IOptions<KefuOptions>>().Value.Ims.Endpoints.Select(address => new Uri(address)),
            provider.GetRequiredService<ClusterChannels>().Open,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<GrpcMessageStore>>(),
            provider.GetRequiredService<KefuMetrics>()));
        services.AddSingleton<IMessageStore>(provider => provider.GetRequiredService<GrpcMessageStore>());
        services.AddSingleton<IConversationStore>(provider =>
            new GrpcConversationStore(provider.GetRequiredService<GrpcMessageStore>().Calls));
    }

    private static void AddGrpcRole<T>(this IServiceCollection services, string name)
        where T : class
    {
        services.AddSingleton<T>();
        services.AddSingleton<IGrpcRole>(provider => new GrpcRole<T>(name, provider.GetRequiredService<T>()));
    }
}
