using Microsoft.Extensions.Options;

namespace KefuChat.Telemetry;

/// <summary>Adds what tells how the program fares.</summary>
internal static class TelemetryServices
{
    /// <summary>Metrics, and the export of them and of traces when one is configured. Before what serves.</summary>
    public static IServiceCollection AddKefuTelemetry(this IServiceCollection services)
    {
        services.AddMetrics();
        services.AddSingleton<KefuMetrics>();
        services.AddSingleton<IValidateOptions<TelemetryOptions>, TelemetryOptionsCheck>();
        services.AddOptions<TelemetryOptions>().Configure<IConfiguration>(TelemetryOptions.Read).ValidateOnStart();
        services.AddSingleton<TelemetryExport>();
        services.AddHostedService(provider => provider.GetRequiredService<TelemetryExport>());
        return services;
    }
}
