namespace KefuChat.Configuration;

/// <summary>What one connection, or one address, may ask of the server: <c>Kefu:Limits</c>.</summary>
internal sealed class LimitOptions
{
    /// <summary>The largest frame, in bytes, 1024 to 1048576. A larger one closes the connection with 1009.</summary>
    public int FrameBytes { get; set; } = 32 * 1024;

    /// <summary>Frames a connection may send each second in the long run, 0 to 1000000; 0: no limit.</summary>
    public int MessagesPerSecond { get; set; } = 100;

    /// <summary>Frames a connection may send at once after a pause, 1 to 1000000.</summary>
    public int MessageBurst { get; set; } = 2000;

    /// <summary>Seconds within which AUTH_TOKEN must succeed, 1 to 3600.</summary>
    public int AuthenticationSeconds { get; set; } = 10;

    /// <summary>Seconds after which a connection that sent nothing is closed, 1 to 86400.</summary>
    public int IdleSeconds { get; set; } = 360;

    /// <summary>Frames that may wait to be sent on a connection, 16 to 1000000.</summary>
    public int SendQueueFrames { get; set; } = 1000;

    /// <summary>Connections one remote address may hold, 0 to 1000000; 0: no limit.</summary>
    public int ConnectionsPerAddress { get; set; }

    /// <summary>Visitors' identities one remote address may be given or renew each minute, 0 to 1000000; 0: no limit.</summary>
    public int VisitorsPerMinute { get; set; } = 30;

    /// <summary>Files one remote address may upload each minute, 0 to 1000000; 0: no limit.</summary>
    public int UploadsPerMinute { get; set; } = 60;
}
