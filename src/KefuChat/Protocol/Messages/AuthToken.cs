namespace KefuChat.Protocol;

/// <summary>Client → server: who I am.</summary>
/// <param name="Platform">The kind of device.</param>
/// <param name="Token">A signed token, at most <see cref="MaxTokenBytes"/> bytes.</param>
/// <param name="DeviceId">The client's own lasting name of the device, at most <see cref="MaxDeviceIdBytes"/> bytes; "" for none.</param>
internal sealed record AuthToken(Platform Platform, string Token, string DeviceId) : Message
{
    /// <summary>The classic framing counts a token's bytes in one byte.</summary>
    public const int MaxTokenBytes = 255;

    /// <summary>The classic framing counts a device id's bytes in one byte.</summary>
    public const int MaxDeviceIdBytes = 255;

    /// <inheritdoc/>
    public override Command Command => Command.AuthToken;

    /// <summary>Without the token: a record prints its members, and a token must not reach a log.</summary>
    public override string ToString() => $"AuthToken {{ Platform = {Platform} }}";
}
