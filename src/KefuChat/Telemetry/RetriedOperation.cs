namespace KefuChat.Telemetry;

/// <summary>What <see cref="KefuMetrics.Retried"/> counts, as <c>kefu.operation</c> tells it.</summary>
internal static class RetriedOperation
{
    /// <summary>A save, sent to storage once more.</summary>
    public const string Save = "save";

    /// <summary>A read, asked of storage once more.</summary>
    public const string Read = "read";

    /// <summary>The stream of saves to a storage node, opened once more.</summary>
    public const string ImsConnect = "ims.connect";

    /// <summary>The session with a routing node, opened once more.</summary>
    public const string ImrConnect = "imr.connect";
}
