namespace KefuChat.Protocol;

/// <summary>What kind of device a client runs on, as it says itself. Other numbers are carried untouched.</summary>
internal enum Platform : byte
{
    /// <summary>Not said.</summary>
    Unknown = 0,

    /// <summary>iOS.</summary>
    Ios = 1,

    /// <summary>Android.</summary>
    Android = 2,

    /// <summary>A browser.</summary>
    Web = 3,

    /// <summary>Windows.</summary>
    Windows = 4,

    /// <summary>macOS.</summary>
    MacOs = 5,
}
