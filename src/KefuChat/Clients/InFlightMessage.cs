using System.Diagnostics;
using KefuChat.Protocol;
using KefuChat.Storage;

namespace KefuChat.Clients;

/// <summary>A frame on its way from socket to ACK.</summary>
/// <param name="Seq">The client's number of it.</param>
/// <param name="Save">The message and its queues; null when it was refused.</param>
internal sealed record InFlightMessage(long Seq, SaveRequest? Save)
{
    /// <summary>The frame's command.</summary>
    public Command Command { get; init; }

    /// <summary>The root of its trace; null when it is not traced.</summary>
    public Activity? Receive { get; init; }

    /// <summary>Why it is refused, when it is; <see cref="Status.Ok"/> otherwise.</summary>
    public Status Refusal { get; init; }

    /// <summary>What the refusal's ACK adds to it.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Whether it says how far somebody has read, which is stored and not routed as it came.</summary>
    public bool IsReadMark { get; init; }

    /// <summary>Whether it is written to somebody who is no seller of its store.</summary>
    public bool IsSellerGone { get; init; }

    /// <summary>Whether only its turn is still awaited.</summary>
    public bool IsReady { get; set; }

    /// <summary>What storage said, once it has.</summary>
    public SaveResult Result { get; set; }
}
