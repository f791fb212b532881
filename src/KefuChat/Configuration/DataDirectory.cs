using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace KefuChat.Configuration;

/// <summary>Where everything lasting lies. What is created there only its owner can read.</summary>
internal sealed class DataDirectory
{
    /// <summary>Finds or creates the directory.</summary>
    /// <exception cref="IOException">It cannot be created.</exception>
    public DataDirectory(IOptions<KefuOptions> options)
    {
        Path = System.IO.Path.GetFullPath(options.Value.DataDirectory);
        try
        {
            OwnerOnlyDirectory.Create(Path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"Kefu:DataDirectory is {Path}, which cannot be created: {e.Message}", e);
        }
    }

    /// <summary>The absolute path.</summary>
    public string Path { get; }

    /// <summary>The path of a file in it.</summary>
    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>A secret that is created once and then kept in a file: 32 random bytes as 43 characters of base64url.</summary>
    public string ReadOrCreateSecret(string name)
    {
        var path = File(name);
        if (!System.IO.File.Exists(path))
        {
            Create(path, System.Buffers.Text.Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32)));
        }

        var secret = System.IO.File.ReadAllText(path).Trim();
        return secret.Length >= 16
            ? secret
            : throw new InvalidDataException($"{path} holds no key of 16 or more characters; delete it to have a new one generated.");
    }

    /// <summary>
    /// Written whole under another name first: a crash leaves no half a key, and of several processes that begin on one
    /// directory at once the first to move its key wins, and all use that one.
    /// </summary>
    private static void Create(string path, string secret)
    {
        var temporary = $"{path}.{Guid.NewGuid():N}.new";
        using (var stream = OwnerOnlyFile.Create(temporary))
        {
            stream.Write(System.Text.Encoding.ASCII.GetBytes(secret));
            stream.Flush(flushToDisk: true);
        }

        OwnerOnlyFile.MoveUnlessExists(temporary, path);
    }
}
