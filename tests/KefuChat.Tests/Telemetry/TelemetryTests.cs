namespace KefuChat.Tests.Telemetry;

/// <summary>
/// Who listens to a source or a meter by its name hears every server of the process: tests that listen, and tests that
/// want nobody to, run one after the other.
/// </summary>
public static class TelemetryTests
{
    public const string OneAfterTheOther = "Telemetry";
}
