using KefuChat.Cluster;
using KefuChat.Configuration;
using KefuChat.Storage.Assignments;
using KefuChat.Storage.Conversations;
using KefuChat.Storage.Customers;
using KefuChat.Storage.Documents;
using KefuChat.Storage.Grpc;
using KefuChat.Storage.Postgres;
using KefuChat.Storage.Sharding;
using KefuChat.Storage.Sqlite;
using KefuChat.Telemetry;
using Microsoft.Extensions.Options;
using ServiceDescriptor = Google.Protobuf.Reflection.ServiceDescriptor;
using Wire = Kefu.Ims.V1;

namespace KefuChat.Storage;

/// <summary>Adds the stores.</summary>
internal static class StorageServices
{
    /// <summary>The services whose health is the store's.</summary>
    private static readonly string[] Tags =
    [
        Wire.Ims.Descriptor.FullName, Wire.Conversations.Descriptor.FullName, Wire.Documents.Descriptor.FullName,
        Wire.Assignments.Descriptor.FullName, Wire.Customers.Descriptor.FullName, Wire.Shards.Descriptor.FullName,
    ];

    /// <summary>
    /// A process that plays <c>ims</c> has the store itself, and serves it to others; a gateway that does not has the one
    /// that others serve; one that only routes has none.
    /// </summary>
    /// <param name="services">Where they are added.</param>
    /// <param name="roles">What the process plays.</param>
    /// <param name="provider">The store's kind; what is none stops the start elsewhere.</param>
    /// <param name="isSharded">Whether others serve several stores, over which users are spread.</param>
    public static IServiceCollection AddKefuStorage(this IServiceCollection services, Roles roles, string? provider, bool isSharded)
    {
        if (roles.HasFlag(Roles.Ims))
        {
            services.AddOwnStores(provider);
            services.AddGrpcRole<ImsService>(Wire.Ims.Descriptor);
            services.AddGrpcRole<ConversationsService>(Wire.Conversations.Descriptor);
            services.AddGrpcRole<DocumentsService>(Wire.Documents.Descriptor);
            services.AddGrpcRole<AssignmentsService>(Wire.Assignments.Descriptor);
            services.AddGrpcRole<CustomersService>(Wire.Customers.Descriptor);
            services.AddGrpcRole<ShardsService>(Wire.Shards.Descriptor);
            if (roles.HasFlag(Roles.Gateway))
            {
                services.AddHostedService<OwnMembershipCheck>();
            }
        }
        else if (roles.HasFlag(Roles.Gateway) && isSharded)
        {
            services.AddGrpcShards();
        }
        else if (roles.HasFlag(Roles.Gateway))
        {
            services.AddGrpcStores();
        }
        else
        {
            return services;
        }

        if (isSharded)
        {
            services.AddHealthChecks().AddCheck<ShardedHealthCheck>("storage");
        }
        else
        {
            services.AddHealthChecks().AddCheck<StorageHealthCheck>("storage", tags: Tags);
        }

        return services;
    }

    private static void AddGrpcRole<T>(this IServiceCollection services, ServiceDescriptor service)
        where T : class
    {
        services.AddSingleton<T>();
        services.AddSingleton<IGrpcRole>(provider => new GrpcRole<T>(service.FullName, provider.GetRequiredService<T>()));
    }

    /// <summary>The stores that this process has itself, and closes with the host.</summary>
    private static void AddOwnStores(this IServiceCollection services, string? provider)
    {
        if (provider == StorageOptions.Postgres)
        {
            services.AddPostgresStores();
        }
        else
        {
            services.AddSqliteStores();
        }
    }

    /// <summary>The stores of other processes, which share the way there.</summary>
    private static void AddGrpcStores(this IServiceCollection services)
    {
        services.AddSingleton(provider => new GrpcMessageStore(
            provider.GetRequiredService<IOptions<KefuOptions>>().Value.Ims.Endpoints.Select(address => new Uri(address)),
            provider.GetRequiredService<ClusterChannels>().Open,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<GrpcMessageStore>>(),
            provider.GetRequiredService<KefuMetrics>(),
            ShardMembership.None));
        services.AddSingleton<IMessageStore>(provider => provider.GetRequiredService<GrpcMessageStore>());
        services.AddSingleton<IImsCalls>(provider => provider.GetRequiredService<GrpcMessageStore>().Calls);
        services.AddSingleton<IConversationStore, GrpcConversationStore>();
        services.AddSingleton<IDocumentStore, GrpcDocumentStore>();
        services.AddSingleton<IAssignmentStore, GrpcAssignmentStore>();
        services.AddSingleton<ICustomerDataStore, GrpcCustomerDataStore>();
    }

    /// <summary>The stores of several groups of other processes, as one.</summary>
    private static void AddGrpcShards(this IServiceCollection services)
    {
        services.AddSingleton(provider => new GrpcShards(
            provider.GetRequiredService<IOptions<KefuOptions>>().Value.Ims.Groups,
            provider.GetRequiredService<IOptions<KefuOptions>>().Value.AppId,
            provider.GetRequiredService<ClusterChannels>().Open,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<GrpcMessageStore>>(),
            provider.GetRequiredService<KefuMetrics>()));
        services.AddSingleton(provider => provider.GetRequiredService<GrpcShards>().Map);
        services.AddShardedStores();
        services.AddHostedService<ShardRepair>();
    }
}
