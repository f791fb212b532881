namespace KefuChat.Tests.EndToEnd;

/// <summary>What a server under test runs on.</summary>
public enum HostKind
{
    /// <summary>The in-memory test server.</summary>
    InMemory,

    /// <summary>Kestrel, on a real socket of the loopback.</summary>
    Kestrel,

    /// <summary>Kestrel, where and with what certificate the settings say.</summary>
    ConfiguredKestrel,
}
