using KefuChat.Load.Options;

namespace KefuChat.Load.Comparison;

/// <summary>One of the servers that take turns, and the load that it gets.</summary>
internal sealed record Contender(string Name, LoadOptions Options);
