namespace KefuChat.Load.Network;

/// <summary>Gets what arrives on a connection, all on its receive loop.</summary>
internal interface IFrameHandler
{
    /// <summary>
    /// One frame, or, where messages are text, whatever part of the stream came; <paramref name="payload"/> is valid during
    /// the call only.
    /// </summary>
    void OnFrame(ReadOnlySpan<byte> payload, long arrivedAt);

    /// <summary>All frames of one receive were handed over: the time to send what they gave rise to, in one go.</summary>
    void OnFramesDone();
}
