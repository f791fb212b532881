namespace Grpc.Core;

/// <summary>What a call hands on to the calls made on its behalf. Nothing here hands anything on; test doubles need the type.</summary>
public class ContextPropagationOptions(bool propagateDeadline = true, bool propagateCancellation = true)
{
    /// <summary>Everything is handed on.</summary>
    public static readonly ContextPropagationOptions Default = new();

    /// <summary>Whether the deadline is.</summary>
    public bool IsPropagateDeadline { get; } = propagateDeadline;

    /// <summary>Whether cancellation is.</summary>
    public bool IsPropagateCancellation { get; } = propagateCancellation;
}
