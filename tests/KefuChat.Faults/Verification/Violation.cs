namespace KefuChat.Faults.Verification;

/// <summary>A promise that was broken: which, and for whom and what, in a line.</summary>
internal sealed record Violation(ViolationKind Kind, string Text);
