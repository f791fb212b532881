using System.Globalization;
using Microsoft.Extensions.Options;

namespace KefuChat.Telemetry;

/// <summary>
/// Checks <see cref="TelemetryOptions"/>: the SDK would pass over a value it cannot read and export to, or sample by, its
/// default.
/// </summary>
internal sealed class TelemetryOptionsCheck : IValidateOptions<TelemetryOptions>
{
    private static readonly string[] Samplers =
    [
        "always_on", "always_off", "traceidratio", "parentbased_always_on", "parentbased_always_off", "parentbased_traceidratio",
    ];

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, TelemetryOptions options)
    {
        var failures = new[]
        {
            Address("OTEL_EXPORTER_OTLP_ENDPOINT", options.Endpoint),
            Address("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", options.TracesEndpoint),
            Address("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", options.MetricsEndpoint),
            Protocol("OTEL_EXPORTER_OTLP_PROTOCOL", options.Protocol),
            Protocol("OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", options.TracesProtocol),
            Protocol("OTEL_EXPORTER_OTLP_METRICS_PROTOCOL", options.MetricsProtocol),
            OneOf("OTEL_TRACES_SAMPLER", options.Sampler, Samplers),
            Ratio("OTEL_TRACES_SAMPLER_ARG", options.SamplerArgument),
        }.OfType<string>().ToList();
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static string? Address(string setting, string value) =>
        value.Length == 0 || (Uri.TryCreate(value, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.Host.Length > 0)
            ? null
            : $"{setting} is '{value}'; it is the address of an OpenTelemetry collector as in http://127.0.0.1:4317, or empty to export nothing.";

    private static string? Protocol(string setting, string value) => OneOf(setting, value, "grpc", "http/protobuf");

    private static string? OneOf(string setting, string value, params string[] values) =>
        value.Length == 0 || values.Contains(value) ? null : $"{setting} is '{value}'; it may be {string.Join(", ", values)}.";

    private static string? Ratio(string setting, string value) =>
        value.Length == 0 || (double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var ratio) && ratio is >= 0 and <= 1)
            ? null
            : $"{setting} is '{value}'; it may be 0 to 1.";
}
