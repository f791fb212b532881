using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using KefuChat.Authentication;
using KefuChat.Configuration;
using Microsoft.Extensions.Options;

namespace KefuChat.Uploads;

/// <summary>
/// Addresses of files that need no token and are good for a while: HMAC-SHA256 over the id and the end of its time. Their
/// keys are derived from the signing keys (HKDF, RFC 5869), so all gateways agree on them and they rotate with those.
/// </summary>
internal sealed class FileLinks(SigningKeys keys, IOptions<KefuOptions> options, TimeProvider time)
{
    /// <summary>What every address starts with; the file's id follows.</summary>
    public const string Path = "/files";

    private const int KeyBytes = 32;

    private readonly byte[][] _keys =
        [.. keys.All.Select(key => HKDF.DeriveKey(HashAlgorithmName.SHA256, key.Key, KeyBytes, info: "KefuChat file links"u8.ToArray()))];

    /// <summary>An address for a file, good for <see cref="UploadOptions.LinkSeconds"/> from now.</summary>
    public FileLink Sign(FileId id)
    {
        var expires = time.GetUtcNow().ToUnixTimeSeconds() + options.Value.Uploads.LinkSeconds;
        var signature = Base64Url.EncodeToString(Signature(_keys[0], id.ToString(), expires));
        return new FileLink(
            string.Create(CultureInfo.InvariantCulture, $"{Path}/{id}?expires={expires}&signature={signature}"),
            DateTimeOffset.FromUnixTimeSeconds(expires));
    }

    /// <summary>Whether an address was signed here, and for how long it is good. Takes the same time however much of a signature is right.</summary>
    /// <param name="id">The file's id, as the address has it.</param>
    /// <param name="expires">Unix seconds.</param>
    /// <param name="signature">The signature in base64url.</param>
    /// <returns>Zero or less when its time is over; null when it is forged.</returns>
    public TimeSpan? TimeLeft(string id, long expires, string signature)
    {
        var given = new byte[HMACSHA256.HashSizeInBytes];
        if (Base64Url.DecodeFromChars(signature, given, out _, out var length) != OperationStatus.Done || length != given.Length)
        {
            return null;
        }

        return Array.Exists(_keys, key => CryptographicOperations.FixedTimeEquals(Signature(key, id, expires), given))
            ? TimeSpan.FromSeconds(expires - time.GetUtcNow().ToUnixTimeSeconds())
            : null;
    }

    private static byte[] Signature(byte[] key, string id, long expires) =>
        HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}?{expires}")));
}
