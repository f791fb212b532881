using KefuChat.Cluster;
using KefuChat.Configuration;
using KefuChat.Push;
using KefuChat.Routing.Grpc;
using KefuChat.Telemetry;
using Microsoft.Extensions.Options;

namespace KefuChat.Routing;

/// <summary>Adds routing and the offline push it decides on.</summary>
internal static class RoutingServices
{
    /// <summary>
    /// A process that plays <c>imr</c> keeps routes itself, for its own gateway and for others; a gateway that does not
    /// asks those that do; one that only stores has no use for them.
    /// </summary>
    public static IServiceCollection AddKefuRouting(this IServiceCollection services, Roles roles)
    {
        if (roles.HasFlag(Roles.Imr))
        {
            services.AddSingleton<RoutingTable>();
            services.AddSingleton<IPushSender, LoggingPushSender>();
            services.AddSingleton<PushWishes>();
            services.AddSingleton<ImrService>();
            services.AddSingleton<IGrpcRole>(provider => new GrpcRole<ImrService>(
                Kefu.Imr.V1.Imr.Descriptor.FullName, provider.GetRequiredService<ImrService>()));
        }

        if (roles.HasFlag(Roles.Gateway))
        {
            services.AddRouter(roles.HasFlag(Roles.Imr));
            services.AddHealthChecks().AddCheck<RoutingHealthCheck>("routing");
        }

        return services;
    }

    private static void AddRouter(this IServiceCollection services, bool isInProcess)
    {
        if (isInProcess)
        {
            services.AddSingleton<IMessageRouter, InProcessRouter>();
            return;
        }

        services.AddSingleton(provider => new GrpcMessageRouter(
            [.. provider.GetRequiredService<IOptions<KefuOptions>>().Value.Imr.Endpoints],
            address => provider.GetRequiredService<ClusterChannels>().Open(address).CreateCallInvoker(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<GrpcMessageRouter>>(),
            metrics: provider.GetRequiredService<KefuMetrics>()));
        services.AddSingleton<IMessageRouter>(provider => provider.GetRequiredService<GrpcMessageRouter>());
        services.AddHostedService<NodesReload>();
    }
}
