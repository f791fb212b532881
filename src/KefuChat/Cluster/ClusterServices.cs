namespace KefuChat.Cluster;

/// <summary>Adds what roles in different processes reach each other by.</summary>
internal static class ClusterServices
{
    /// <summary>Channels to other processes, and the server of this one's roles.</summary>
    public static IServiceCollection AddKefuCluster(this IServiceCollection services)
    {
        services.AddHealthChecks();
        services.AddSingleton<ClusterChannels>();
        services.AddSingleton<HealthService>();
        services.AddSingleton<GrpcServer>();
        services.AddHostedService(provider => provider.GetRequiredService<GrpcServer>());
        return services;
    }
}
