using System.Diagnostics;
using KefuChat.Protocol;

namespace KefuChat.Clients;

/// <summary>
/// A frame on its way from socket to ACK: refused, to be routed only, or saved. A value, as most are finished where they
/// are made: only what storage has to answer first is an object, its <see cref="Save"/>.
/// </summary>
/// <param name="Seq">The client's number of it.</param>
/// <param name="Command">Its command.</param>
/// <param name="Receive">The root of its trace; null when it is not traced.</param>
internal readonly record struct InFlightMessage(long Seq, Command Command, Activity? Receive = null)
{
    /// <summary>The message that is routed and stored nowhere; null for any other frame.</summary>
    public CustomerMessage? Routed { get; init; }

    /// <summary>What storage was asked; null where it is not.</summary>
    public InFlightSave? Save { get; init; }

    /// <summary>Why it is refused, when it is; <see cref="Status.Ok"/> otherwise.</summary>
    public Status Refusal { get; init; }

    /// <summary>What the refusal's ACK adds to it.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Whether only its turn is still awaited.</summary>
    public bool IsReady => Save is null or { IsAnswered: true };
}
