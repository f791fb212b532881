using KefuChat.Protocol;

namespace KefuChat.Connections;

/// <summary>What answers the frames of one connection.</summary>
internal interface IConnectionHandler
{
    /// <summary>Takes one frame. Called by the read loop, one at a time, in the order they came.</summary>
    ValueTask HandleAsync(Frame frame);

    /// <summary>The connection is closing: nothing more will be handled, and nothing live should reach it.</summary>
    void OnClosing();

    /// <summary>Completes when the answers to all frames handled are in the send queue.</summary>
    Task DrainAsync();
}
