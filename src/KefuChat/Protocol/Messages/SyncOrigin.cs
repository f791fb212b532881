namespace KefuChat.Protocol;

/// <summary>Whose confirmed key a sync from 0 starts at.</summary>
internal enum SyncOrigin
{
    /// <summary>This device's own; a device never seen starts at the newest messages.</summary>
    Device,

    /// <summary>The highest of all the user's devices, as classic clients have always had it.</summary>
    User,
}
