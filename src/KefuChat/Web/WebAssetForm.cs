using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace KefuChat.Web;

/// <summary>A file in one of its encodings.</summary>
/// <param name="Coding">The content coding (RFC 9110, 8.4.1); <see cref="Identity"/> where it is not encoded.</param>
/// <param name="Bytes">What is sent.</param>
internal sealed record WebAssetForm(string Coding, byte[] Bytes)
{
    /// <summary>The coding of what is not encoded.</summary>
    public const string Identity = "identity";

    /// <summary>What a browser that has it asks by whether it is still the same; another for each encoding.</summary>
    public EntityTagHeaderValue Tag { get; } = new($"\"{Convert.ToHexString(SHA256.HashData(Bytes), 0, 10)}\"");
}
