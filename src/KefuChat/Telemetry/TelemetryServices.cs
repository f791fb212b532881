namespace KefuChat.Telemetry;

/// <summary>Adds what tells how the program fares.</summary>
internal static class TelemetryServices
{
    /// <summary>Metrics.</summary>
    public static IServiceCollection AddKefuTelemetry(this IServiceCollection services)
    {
        services.AddMetrics();
        services.AddSingleton<KefuMetrics>();
        return services;
    }
}
