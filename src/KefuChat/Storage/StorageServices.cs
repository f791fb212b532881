using KefuChat.Cluster;
using KefuChat.Configuration;
using KefuChat.Storage.Assignments;
using KefuChat.Storage.Conversations;
using KefuChat.Storage.Customers;
using KefuChat.Storage.Documents;
using KefuChat.Storage.Grpc;
using KefuChat.Storage.Sqlite;
using KefuChat.Telemetry;
using Microsoft.Extensions.DependencyInjection.Extensions;
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
        Wire.Assignments.Descriptor.FullName, Wire.Customers.Descriptor.FullName,
    ];

    /// <summary>
    /// A process that plays <c>ims</c> has the store itself, and serves it to others; a gateway that does not has the one
    /// that others serve; one that only routes has none.
    /// </summary>
    public static IServiceCollection AddKefuStorage(this IServiceCollection services, Roles roles)
    {
        if (roles.HasFlag(Roles.Ims))
        {
            services.AddSqliteStores();
            services.AddGrpcRole<ImsService>(Wire.Ims.Descriptor);
            services.AddGrpcRole<ConversationsService>(Wire.Conversations.Descriptor);
            services.AddGrpcRole<DocumentsService>(Wire.Documents.Descriptor);
            services.AddGrpcRole<AssignmentsService>(Wire.Assignments.Descriptor);
            services.AddGrpcRole<CustomersService>(Wire.Customers.Descriptor);
        }
        else if (roles.HasFlag(Roles.Gateway))
        {
            services.AddGrpcStores();
        }
        else
        {
            return services;
        }

        services.AddHealthChecks().AddCheck<StorageHealthCheck>("storage", tags: Tags);
        return services;
    }

    private static void AddGrpcRole<T>(this IServiceCollection services, ServiceDescriptor service)
        where T : class
    {
        services.AddSingleton<T>();
        services.AddSingleton<IGrpcRole>(provider => new GrpcRole<T>(service.FullName, provider.GetRequiredService<T>()));
    }

    /// <summary>The SQLite stores in the data directory; closed with the host, behind everyone who uses them.</summary>
    private static void AddSqliteStores(this IServiceCollection services)
    {
        services.TryAddSingleton<DataDirectory>();
        services.AddSingleton(provider => new SqliteMessageStore(
            provider.GetRequiredService<DataDirectory>().File(SqliteStoreFile.Name),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<SqliteMessageStore>>()));
        services.AddSingleton<IMessageStore>(provider => provider.GetRequiredService<SqliteMessageStore>());
        services.AddSingleton<IStoreIdentity>(provider => provider.GetRequiredService<SqliteMessageStore>());
        services.AddSingleton(provider => new SqliteSearchIndex(
            provider.GetRequiredService<DataDirectory>().File("kefu-search.db"),
            provider.GetRequiredService<SqliteMessageStore>().Database,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<SqliteSearchIndex>>()));
        services.AddSingleton<IConversationStore>(provider => new SqliteConversationStore(
            provider.GetRequiredService<SqliteMessageStore>().Database, provider.GetRequiredService<SqliteSearchIndex>()));
        services.AddSingleton<IDocumentStore>(provider =>
            new SqliteDocumentStore(provider.GetRequiredService<SqliteMessageStore>().Database));
        services.AddSingleton<IAssignmentStore>(provider =>
            new SqliteAssignmentStore(provider.GetRequiredService<SqliteMessageStore>().Database));
        services.AddSingleton<ICustomerDataStore>(provider =>
            new SqliteCustomerDataStore(provider.GetRequiredService<SqliteMessageStore>().Database));
    }

    /// <summary>The stores of other processes, which share the way there.</summary>
    private static void AddGrpcStores(this IServiceCollection services)
    {
        services.AddSingleton(provider => new GrpcMessageStore(
            provider.GetRequiredService<IOptions<KefuOptions>>().Value.Ims.Endpoints.Select(address => new Uri(address)),
            provider.GetRequiredService<ClusterChannels>().Open,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<GrpcMessageStore>>(),
            provider.GetRequiredService<KefuMetrics>()));
        services.AddSingleton<IMessageStore>(provider => provider.GetRequiredService<GrpcMessageStore>());
        services.AddSingleton(provider => provider.GetRequiredService<GrpcMessageStore>().Calls);
        services.AddSingleton<IConversationStore, GrpcConversationStore>();
        services.AddSingleton<IDocumentStore, GrpcDocumentStore>();
        services.AddSingleton<IAssignmentStore, GrpcAssignmentStore>();
        services.AddSingleton<ICustomerDataStore, GrpcCustomerDataStore>();
    }
}
