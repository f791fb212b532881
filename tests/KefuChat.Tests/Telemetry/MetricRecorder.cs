using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace KefuChat.Tests.Telemetry;

/// <summary>Hears all that the meters of one factory measure, and of no other.</summary>
internal sealed class MetricRecorder : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentQueue<(string Series, double Value)> _measured = new();

    public MetricRecorder(IMeterFactory meters)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Scope == meters && instrument.Meter.Name == "KefuChat")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Record(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Record(instrument, value, tags));
        _listener.Start();
    }

    /// <summary>What was measured, in order: <c>name{tag=value,…}</c> and the value.</summary>
    public IEnumerable<(string Series, double Value)> Measured => _measured;

    /// <summary>The sum of each series.</summary>
    public Dictionary<string, double> Sums => _measured.GroupBy(m => m.Series).ToDictionary(series => series.Key, series => series.Sum(m => m.Value));

    public void Dispose() => _listener.Dispose();

    private void Record(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        _measured.Enqueue(($"{instrument.Name}{{{string.Join(",", tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"))}}}", value));
}
