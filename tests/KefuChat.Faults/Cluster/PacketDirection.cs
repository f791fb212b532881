namespace KefuChat.Faults.Cluster;

/// <summary>Which packets a fault of the network takes, as its node sees them.</summary>
internal enum PacketDirection
{
    /// <summary>Those that come.</summary>
    In,

    /// <summary>Those that leave.</summary>
    Out,

    /// <summary>Both.</summary>
    Both,
}
