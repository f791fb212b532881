using System.Reflection;
using Microsoft.AspNetCore.StaticFiles;

namespace KefuChat.Web;

/// <summary>The files that the build of <c>src/web</c> put into this assembly, by their path.</summary>
internal sealed class WebAssets
{
    private const string Prefix = "Web/";

    private static readonly FileExtensionContentTypeProvider ContentTypes = new();

    /// <summary>Codings the build writes beside each file, the smallest first, and the extension it gives them.</summary>
    private static readonly (string Coding, string Extension)[] Codings = [("br", ".br"), ("gzip", ".gz"), (WebAssetForm.Identity, "")];

    private readonly Dictionary<string, WebAsset> _assets;

    /// <summary>Reads them all.</summary>
    public WebAssets()
    {
        var assembly = typeof(WebAssets).Assembly;
        var names = assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).ToHashSet();
        _assets = names
            .Where(name => ContentTypes.TryGetContentType(name, out _) && !Codings.Any(c => c.Extension.Length > 0 && name.EndsWith(c.Extension, StringComparison.Ordinal)))
            .Select(name => Read(assembly, name))
            .ToDictionary(asset => asset.Path);
    }

    /// <summary>The file of that path; null where there is none.</summary>
    public WebAsset? Find(string path) => _assets.GetValueOrDefault(path);

    private static WebAsset Read(Assembly assembly, string name)
    {
        ContentTypes.TryGetContentType(name, out var contentType);
        if (contentType!.StartsWith("text/", StringComparison.Ordinal))
        {
            contentType += "; charset=utf-8";
        }

        return new WebAsset(
            name[Prefix.Length..],
            contentType,
            [.. Codings.Select(coding => new WebAssetForm(coding.Coding, BytesOf(assembly, name + coding.Extension)))]);
    }

    private static byte[] BytesOf(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
