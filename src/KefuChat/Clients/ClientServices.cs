using KefuChat.Authentication;
using KefuChat.Configuration;
using KefuChat.Connections;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace KefuChat.Clients;

/// <summary>Adds what answers the frames of a connection.</summary>
internal static class ClientServices
{
    /// <summary>Clients and the tokens they prove themselves with.</summary>
    public static IServiceCollection AddKefuClients(this IServiceCollection services)
    {
        services.TryAddSingleton<DataDirectory>();
        services.AddSingleton<SigningKeys>();
        services.AddSingleton<Tokens>();
        services.AddSingleton<AdminKey>();
        services.AddSingleton<IConnectionHandlerFactory, ClientFactory>();
        services.AddHostedService<CatchUp>();
        return services;
    }
}
