using KefuChat.Configuration;
using KefuChat.Push;

namespace KefuChat.Routing;

/// <summary>Adds routing and the offline push it decides on.</summary>
internal static class RoutingServices
{
    /// <summary>Routing within this process.</summary>
    public static IServiceCollection AddKefuRouting(this IServiceCollection services, Roles roles)
    {
        services.AddSingleton<RoutingTable>();
        services.AddSingleton<IPushSender, LoggingPushSender>();
        services.AddSingleton<IMessageRouter, InProcessRouter>();
        services.AddHealthChecks().AddCheck<RoutingHealthCheck>("routing");
        return services;
    }
}
