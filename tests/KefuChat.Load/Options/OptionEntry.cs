namespace KefuChat.Load.Options;

/// <summary>
/// One option of a program: its name, what its values are called (a word each; null: it takes none), its help, and what it
/// changes. Several values are given to <paramref name="Apply"/> with a space between them.
/// </summary>
internal sealed record OptionEntry<T>(string Name, string? Value, string Help, Func<T, string, T> Apply)
{
    /// <summary>How many arguments follow it.</summary>
    public int ValueCount => Value?.Split(' ').Length ?? 0;
}
