using System.Text;

namespace KefuChat.Tests.TestClients.Wire;

/// <summary>UTF-8 that throws where the other side wrote something else.</summary>
internal static class Utf8
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static string ToText(ReadOnlySpan<byte> bytes) => Strict.GetString(bytes);

    public static byte[] ToBytes(string text) => Strict.GetBytes(text);
}
