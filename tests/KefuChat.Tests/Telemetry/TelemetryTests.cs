using KefuChat.Telemetry;
using KefuChat.Tests.EndToEnd;

namespace KefuChat.Tests.Telemetry;

/// <summary>
/// Who listens to a source or a meter by its name hears every server of the process: tests that listen, and tests that
/// want nobody to, run one after the other.
/// </summary>
public static class TelemetryTests
{
    public const string OneAfterTheOther = "Telemetry";

    /// <summary>
    /// Waits until the last server has let go of its meters. It is disposed by two: by the test, and by the program's own
    /// thread, and whoever comes second does not wait for the first.
    /// </summary>
    internal static async Task NobodyListensAsync()
    {
        using var meters = new TestMeterFactory();
        var metrics = new KefuMetrics(meters, TimeProvider.System);
        await EndToEndTest.WaitUntilAsync(() => metrics.SaveStarted() == 0);
    }
}
