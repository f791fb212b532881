namespace Grpc.Core;

/// <summary>TLS, the server authenticated by its certificate.</summary>
public sealed class SslCredentials : ChannelCredentials
{
    internal override bool IsSecure => true;
}
