namespace KefuChat.Telemetry;

/// <summary>
/// The OpenTelemetry settings that decide whether and what is exported, under their standard names, from environment or
/// arguments. The SDK reads these and the others (headers, batches, intervals, resource attributes) by itself.
/// </summary>
internal sealed class TelemetryOptions
{
    /// <summary><c>OTEL_SDK_DISABLED</c>: true exports nothing, whatever else is set.</summary>
    public string Disabled { get; set; } = "";

    /// <summary><c>OTEL_EXPORTER_OTLP_ENDPOINT</c>: the collector's address; empty: nothing is exported.</summary>
    public string Endpoint { get; set; } = "";

    /// <summary><c>OTEL_EXPORTER_OTLP_TRACES_ENDPOINT</c>: where traces go instead.</summary>
    public string TracesEndpoint { get; set; } = "";

    /// <summary><c>OTEL_EXPORTER_OTLP_METRICS_ENDPOINT</c>: where metrics go instead.</summary>
    public string MetricsEndpoint { get; set; } = "";

    /// <summary><c>OTEL_EXPORTER_OTLP_PROTOCOL</c>: grpc (the default) or http/protobuf.</summary>
    public string Protocol { get; set; } = "";

    /// <summary><c>OTEL_EXPORTER_OTLP_TRACES_PROTOCOL</c>, the same for traces alone.</summary>
    public string TracesProtocol { get; set; } = "";

    /// <summary><c>OTEL_EXPORTER_OTLP_METRICS_PROTOCOL</c>, the same for metrics alone.</summary>
    public string MetricsProtocol { get; set; } = "";

    /// <summary><c>OTEL_TRACES_SAMPLER</c>: which messages are traced; empty: <see cref="TelemetryExport.DefaultRatio"/> of them.</summary>
    public string Sampler { get; set; } = "";

    /// <summary><c>OTEL_TRACES_SAMPLER_ARG</c>: the ratio of a sampler that takes one, 0 to 1.</summary>
    public string SamplerArgument { get; set; } = "";

    /// <summary>Whether traces have somewhere to go.</summary>
    public bool ExportsTraces => !IsDisabled && (Endpoint.Length > 0 || TracesEndpoint.Length > 0);

    /// <summary>Whether metrics have somewhere to go.</summary>
    public bool ExportsMetrics => !IsDisabled && (Endpoint.Length > 0 || MetricsEndpoint.Length > 0);

    private bool IsDisabled => string.Equals(Disabled, "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>Takes the settings from where the host has them.</summary>
    public static void Read(TelemetryOptions options, IConfiguration configuration)
    {
        options.Disabled = configuration["OTEL_SDK_DISABLED"] ?? "";
        options.Endpoint = configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] ?? "";
        options.TracesEndpoint = configuration["OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"] ?? "";
        options.MetricsEndpoint = configuration["OTEL_EXPORTER_OTLP_METRICS_ENDPOINT"] ?? "";
        options.Protocol = configuration["OTEL_EXPORTER_OTLP_PROTOCOL"] ?? "";
        options.TracesProtocol = configuration["OTEL_EXPORTER_OTLP_TRACES_PROTOCOL"] ?? "";
        options.MetricsProtocol = configuration["OTEL_EXPORTER_OTLP_METRICS_PROTOCOL"] ?? "";
        options.Sampler = configuration["OTEL_TRACES_SAMPLER"] ?? "";
        options.SamplerArgument = configuration["OTEL_TRACES_SAMPLER_ARG"] ?? "";
    }
}
