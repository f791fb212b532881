namespace KefuChat.Tests.Protocol.Support;

/// <summary>Bytes as one writes them by hand, spaces between the fields.</summary>
internal static class Hex
{
    public static byte[] Bytes(string hex) => Convert.FromHexString(Compact(hex));

    public static string Compact(string hex) => hex.Replace(" ", "", StringComparison.Ordinal);
}
