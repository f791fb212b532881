using KefuChat.Protocol;
using KefuChat.Tests.TestClients.Wire;

namespace KefuChat.Tests.Protocol.Support;

/// <summary>A server's codec for a classic client.</summary>
internal static class ClassicPeer
{
    public const long KefuApp = 10;

    /// <summary>One that has heard nothing yet.</summary>
    public static ClassicCodec New() => new(KefuApp);

    /// <summary>One that has learned the client's version from its AUTH_TOKEN.</summary>
    public static ClassicCodec OfVersion(byte version)
    {
        var codec = New();
        Decoding.Accepted(codec, ClassicWire.Encode(Command.AuthToken, 1, version, 0, ClassicWire.AuthToken(3, "tok", "dev")));
        return codec;
    }
}
