namespace KefuChat.Load.Options;

/// <summary>One option: its name, what its value is called (null: it takes none), its help, and what it changes.</summary>
internal sealed record OptionEntry(string Name, string? Value, string Help, Func<LoadOptions, string, LoadOptions> Apply);
