namespace KefuChat.Load.Options;

/// <summary>
/// One option: its name, what its values are called (a word each; null: it takes none), its help, and what it changes.
/// Several values are given to <paramref name="Apply"/> with a space between them.
/// </summary>
internal sealed record OptionEntry(string Name, string? Value, string Help, Func<LoadOptions, string, LoadOptions> Apply)
{
    /// <summary>How many arguments follow it.</summary>
    public int ValueCount => Value?.Split(' ').Length ?? 0;
}
