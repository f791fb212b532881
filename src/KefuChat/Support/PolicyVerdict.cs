using KefuChat.Protocol;

namespace KefuChat.Support;

/// <summary>Whether a message may be written.</summary>
/// <param name="Message">The message, with words masked where they are to be.</param>
/// <param name="Status"><see cref="Status.Ok"/>, or what it is refused with.</param>
/// <param name="Reason">Why it is refused, for a developer's eyes.</param>
internal readonly record struct PolicyVerdict(CustomerMessage Message, Status Status = Status.Ok, string Reason = "")
{
    /// <summary>Whether a customer writes to somebody who is no seller of the store, or no longer.</summary>
    public bool IsSellerGone { get; init; }
}
