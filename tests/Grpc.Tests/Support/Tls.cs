using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Hosting;

namespace Grpc.Tests.Support;

/// <summary>A server with a certificate made for the tests, and handlers that trust no other.</summary>
internal static class Tls
{
    private static readonly X509Certificate2 Certificate = CreateCertificate();

    public static Task<EchoServer> StartAsync() =>
        EchoServer.StartAsync(listen: endpoint => endpoint.UseHttps(Certificate), scheme: "https");

    public static SocketsHttpHandler CreateHandler() => new()
    {
        SslOptions = new SslClientAuthenticationOptions
        {
            RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate?.GetCertHashString() == Certificate.GetCertHashString(),
        },
    };

    private static X509Certificate2 CreateCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }
}
