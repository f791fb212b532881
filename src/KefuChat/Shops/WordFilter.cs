namespace KefuChat.Shops;

/// <summary>Words that are not to be written.</summary>
internal sealed record WordFilter
{
    /// <summary>Those that are masked.</summary>
    public IReadOnlyList<string> Mask { get; init; } = [];

    /// <summary>Those for which a message is refused.</summary>
    public IReadOnlyList<string> Refuse { get; init; } = [];
}
