namespace KefuChat.Configuration;

/// <summary>What a process does.</summary>
[Flags]
internal enum Roles
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Sockets, the HTTP API, pages.</summary>
    Gateway = 1,

    /// <summary>Message storage.</summary>
    Ims = 2,

    /// <summary>Routing.</summary>
    Imr = 4,
}
