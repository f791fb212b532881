namespace KefuChat.Shops;

/// <summary>Whether a seller takes conversations.</summary>
internal enum AvailabilityStatus
{
    /// <summary>Yes, while connected.</summary>
    Available,

    /// <summary>Not now.</summary>
    Away,
}
