using System.Security.Cryptography;
using System.Text;
using KefuChat.Configuration;
using Microsoft.Extensions.Options;

namespace KefuChat.Authentication;

/// <summary>The bearer key of the admin API: configured, or generated and kept in the data directory.</summary>
internal sealed class AdminKey
{
    private const string FileName = "admin.key";

    private readonly byte[] _hash;

    /// <summary>Takes the configured key, or the generated one.</summary>
    public AdminKey(IOptions<KefuOptions> options, DataDirectory data)
    {
        var configured = options.Value.AdminKey;
        Path = configured.Length > 0 ? null : data.File(FileName);
        _hash = Hash(configured.Length > 0 ? configured : data.ReadOrCreateSecret(FileName));
    }

    /// <summary>Where the generated key is kept; null when it was configured.</summary>
    public string? Path { get; }

    /// <summary>Whether this is the key. Takes the same time whatever it is.</summary>
    public bool Is(string key) => CryptographicOperations.FixedTimeEquals(Hash(key), _hash);

    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
