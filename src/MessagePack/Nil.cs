namespace MessagePack;

/// <summary>What reading nil returns; it has one value.</summary>
public readonly record struct Nil
{
    /// <summary>The one value.</summary>
    public static readonly Nil Default;
}
