using KefuChat.Telemetry;
using Microsoft.Extensions.Configuration;

namespace KefuChat.Tests.Telemetry;

public sealed class TelemetryOptionsTests
{
    [Theory]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "127.0.0.1:4317")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "collector:4317")]
    [InlineData("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "ftp://collector")]
    [InlineData("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", "/v1/metrics")]
    [InlineData("OTEL_EXPORTER_OTLP_PROTOCOL", "http/json")]
    [InlineData("OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", "thrift")]
    [InlineData("OTEL_EXPORTER_OTLP_METRICS_PROTOCOL", "http")]
    [InlineData("OTEL_TRACES_SAMPLER", "sometimes")]
    [InlineData("OTEL_TRACES_SAMPLER_ARG", "2")]
    [InlineData("OTEL_TRACES_SAMPLER_ARG", "1%")]
    public void A_value_the_sdk_would_pass_over_is_refused_and_named(string setting, string value)
    {
        var result = new TelemetryOptionsCheck().Validate(null, Read((setting, value)));
        Assert.StartsWith($"{setting} is '{value}'; it ", Assert.Single(result.Failures!), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:4317", true, true)]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "https://collector.shop.example/otlp", true, true)]
    [InlineData("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "http://127.0.0.1:4317", true, false)]
    [InlineData("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", "http://127.0.0.1:4317", false, true)]
    [InlineData("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf", false, false)]
    [InlineData("OTEL_TRACES_SAMPLER", "parentbased_traceidratio", false, false)]
    [InlineData("OTEL_TRACES_SAMPLER_ARG", "0.5", false, false)]
    public void An_endpoint_turns_on_what_it_is_for(string setting, string value, bool traces, bool metrics)
    {
        var options = Read((setting, value));
        Assert.True(new TelemetryOptionsCheck().Validate(null, options).Succeeded);
        Assert.Equal((traces, metrics), (options.ExportsTraces, options.ExportsMetrics));
    }

    [Fact]
    public void The_standard_switch_turns_all_off()
    {
        var options = Read(("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:4317"), ("OTEL_SDK_DISABLED", "true"));
        Assert.Equal((false, false), (options.ExportsTraces, options.ExportsMetrics));
    }

    private static TelemetryOptions Read(params (string Setting, string Value)[] settings)
    {
        var options = new TelemetryOptions();
        TelemetryOptions.Read(options, new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(s => KeyValuePair.Create<string, string?>(s.Setting, s.Value)))
            .Build());
        return options;
    }
}
