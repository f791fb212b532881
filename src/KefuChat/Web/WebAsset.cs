using Microsoft.Net.Http.Headers;

namespace KefuChat.Web;

/// <summary>One file of the browser side, in each of the encodings the build made of it.</summary>
/// <param name="Path">Where it is served: <c>assets/chat-0123456789.js</c>.</param>
/// <param name="ContentType">Its media type.</param>
/// <param name="Encodings">By content coding, the smallest first; <see cref="Identity"/> is always there, and last.</param>
internal sealed record WebAsset(string Path, string ContentType, IReadOnlyList<KeyValuePair<string, byte[]>> Encodings)
{
    /// <summary>The coding of what is not encoded (RFC 9110, 8.4.1).</summary>
    public const string Identity = "identity";

    /// <summary>The bytes to answer with, and their coding: the smallest that the request accepts.</summary>
    public KeyValuePair<string, byte[]> For(HttpRequest request)
    {
        var accepted = request.GetTypedHeaders().AcceptEncoding;
        return Encodings.First(encoding => encoding.Key == Identity || accepted.Any(value => Accepts(value, encoding.Key)));
    }

    private static bool Accepts(StringWithQualityHeaderValue accepted, string coding) =>
        accepted.Value.Equals(coding, StringComparison.OrdinalIgnoreCase) && accepted.Quality is not 0;
}
