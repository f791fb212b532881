using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace KefuChat.Telemetry;

/// <summary>
/// Exports traces and metrics over OTLP, when a collector is configured (<see cref="TelemetryOptions"/>); without one
/// nothing is created, and nobody listens to <see cref="KefuActivity"/> and <see cref="KefuMetrics"/>. Registered before
/// whatever serves, so that it sees the first connection come and, stopped last, the last one go.
/// </summary>
internal sealed partial class TelemetryExport(
    IOptions<TelemetryOptions> options, IConfiguration configuration, ILogger<TelemetryExport> logger) : IHostedService, IDisposable
{
    /// <summary>
    /// Which share of the messages is traced unless <c>OTEL_TRACES_SAMPLER</c> says otherwise. A message has about seven
    /// spans: all of 40,000 messages a second would be 280,000 spans to export in each. Who continues a trace follows the
    /// choice made at its beginning.
    /// </summary>
    public const double DefaultRatio = 0.01;

    private readonly ILogger _logger = logger;
    private readonly string _instance = Guid.NewGuid().ToString();
    private readonly Lock _gate = new();
    private Task? _flushing;
    private TracerProvider? _traces;
    private MeterProvider? _metrics;

    /// <summary>
    /// What a stop waits for a collector that does not answer: the process is to be gone within 10 s. Tests that are to see
    /// everything wait longer.
    /// </summary>
    public TimeSpan FlushTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Whether anything is exported.</summary>
    public bool IsOn => _traces is not null || _metrics is not null;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        var settings = options.Value;
        if (settings.ExportsTraces)
        {
            _traces = BuildTraces(settings);
            LogTraces(Server(settings.TracesEndpoint, settings.Endpoint));
        }

        if (settings.ExportsMetrics)
        {
            _metrics = BuildMetrics(settings);
            LogMetrics(Server(settings.MetricsEndpoint, settings.Endpoint));
        }

        return Task.CompletedTask;
    }

    /// <summary>Exports what is left, as far as the collector takes it in time. A host that is stopped twice waits twice.</summary>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            // Where the others have used up the stop's time, nothing is left to wait with.
            return _flushing ??= FlushAsync(cancellationToken.IsCancellationRequested ? TimeSpan.Zero : FlushTimeout);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _traces?.Dispose();
        _metrics?.Dispose();
    }

    /// <summary>What of the address may be logged: not what may be secret in it.</summary>
    private static string Server(string endpointOfSignal, string endpoint) =>
        new Uri(endpointOfSignal.Length > 0 ? endpointOfSignal : endpoint).GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);

    private async Task FlushAsync(TimeSpan timeout) => await Task.WhenAll(
        Task.Run(() => _traces?.Shutdown((int)timeout.TotalMilliseconds)),
        Task.Run(() => _metrics?.Shutdown((int)timeout.TotalMilliseconds)));

    private TracerProvider BuildTraces(TelemetryOptions settings)
    {
        var builder = Sdk.CreateTracerProviderBuilder()
            .ConfigureServices(services => services.AddSingleton(configuration))
            .ConfigureResource(Describe)
            .AddSource(KefuActivity.SourceName, "Microsoft.AspNetCore")
            .AddOtlpExporter(exporter => Point(exporter, settings.TracesEndpoint, settings.TracesProtocol));
        if (settings.Sampler.Length == 0)
        {
            builder.SetSampler(new ParentBasedSampler(new TraceIdRatioBasedSampler(DefaultRatio)));
        }

        return builder.Build();
    }

    private MeterProvider BuildMetrics(TelemetryOptions settings) => Sdk.CreateMeterProviderBuilder()
        .ConfigureServices(services => services.AddSingleton(configuration))
        .ConfigureResource(Describe)
        .AddMeter(KefuMetrics.MeterName, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel")
        .AddMeter("System.Net.Http", "System.Runtime")
        .AddOtlpExporter(exporter => Point(exporter, settings.MetricsEndpoint, settings.MetricsProtocol))
        .Build();

    /// <summary>
    /// The exporter reads the settings of all signals by itself, but not those of one. An address of one signal is taken as
    /// it is, with no path behind it.
    /// </summary>
    private static void Point(OtlpExporterOptions exporter, string endpoint, string protocol)
    {
        if (endpoint.Length > 0)
        {
            exporter.Endpoint = new Uri(endpoint);
        }

        if (protocol.Length > 0)
        {
            exporter.Protocol = protocol == "grpc" ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf;
        }
    }

    /// <summary>What the standard variables say stands above our defaults.</summary>
    private void Describe(ResourceBuilder resource) => resource
        .AddService(
            "kefuchat",
            serviceVersion: typeof(TelemetryExport).Assembly.GetName().Version?.ToString(3),
            serviceInstanceId: _instance)
        .AddEnvironmentVariableDetector();

    [LoggerMessage(8001, LogLevel.Information, "Traces are exported to {Endpoint}")]
    private partial void LogTraces(string endpoint);

    [LoggerMessage(8002, LogLevel.Information, "Metrics are exported to {Endpoint}")]
    private partial void LogMetrics(string endpoint);
}
