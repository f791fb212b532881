using KefuChat.Configuration;
using KefuChat.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace KefuChat.Storage;

/// <summary>Adds the message store.</summary>
internal static class StorageServices
{
    /// <summary>The SQLite store in the data directory; closed with the host, behind everyone who uses it.</summary>
    public static IServiceCollection AddKefuStorage(this IServiceCollection services, Roles roles)
    {
        services.TryAddSingleton<DataDirectory>();
        services.AddSingleton<IMessageStore>(provider => new SqliteMessageStore(
            provider.GetRequiredService<DataDirectory>().File("kefu.db"),
            provider.GetRequiredService<ILogger<SqliteMessageStore>>()));
        services.AddHealthChecks().AddCheck<StorageHealthCheck>("storage");
        return services;
    }
}
