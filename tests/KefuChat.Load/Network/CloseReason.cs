using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace KefuChat.Load.Network;

/// <summary>How the server ended a connection.</summary>
/// <param name="Code">The close code; 0 where there was none.</param>
/// <param name="Reason">The close reason; of code 1001 the milliseconds to wait.</param>
internal readonly record struct CloseReason(int Code, string Reason)
{
    /// <summary>The server is draining, and the reason says when to come back.</summary>
    private const int Draining = 1001;

    /// <summary>The connection ended without a close frame.</summary>
    public static CloseReason None { get; } = new(0, "");

    /// <summary>How long the server asks to stay away; null when it does not say.</summary>
    public TimeSpan? ReconnectAfter =>
        Code == Draining && uint.TryParse(Reason, CultureInfo.InvariantCulture, out var milliseconds) ? TimeSpan.FromMilliseconds(milliseconds) : null;

    /// <summary>Reads the payload of a close frame.</summary>
    public static CloseReason Read(ReadOnlySpan<byte> payload) =>
        payload.Length < 2 ? None : new CloseReason(BinaryPrimitives.ReadUInt16BigEndian(payload), Encoding.UTF8.GetString(payload[2..]));

    /// <inheritdoc/>
    /// <remarks>The milliseconds differ for each client: a report that counts reasons must not.</remarks>
    public override string ToString() => Code switch
    {
        0 => "closed without a code",
        Draining => "closed with 1001",
        _ => $"closed with {Code} {Reason}".TrimEnd(),
    };
}
