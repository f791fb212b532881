using KefuChat.Configuration;
using KefuChat.Storage.Assignments;
using KefuChat.Storage.Conversations;
using KefuChat.Storage.Customers;
using KefuChat.Storage.Documents;
using KefuChat.Storage.Sharding;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace KefuChat.Storage.Sqlite;

/// <summary>Adds the stores in an SQLite file.</summary>
internal static class SqliteServices
{
    /// <summary>The SQLite stores in the data directory; closed with the host, behind everyone who uses them.</summary>
    public static void AddSqliteStores(this IServiceCollection services)
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
        services.AddSingleton<IShardStore>(provider =>
            new SqliteShardStore(provider.GetRequiredService<SqliteMessageStore>().Database));
    }
}
