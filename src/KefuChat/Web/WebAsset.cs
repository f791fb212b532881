using Microsoft.Net.Http.Headers;

namespace KefuChat.Web;

/// <summary>One file of the browser side, in each of the encodings the build made of it.</summary>
/// <param name="Path">Where it is served: <c>assets/chat-0123456789.js</c>.</param>
/// <param name="ContentType">Its media type.</param>
/// <param name="Forms">The smallest first; the one that is not encoded is always there, and last.</param>
internal sealed record WebAsset(string Path, string ContentType, IReadOnlyList<WebAssetForm> Forms)
{
    /// <summary>What to answer with: the smallest form that the request accepts.</summary>
    public WebAssetForm For(HttpRequest request)
    {
        var accepted = request.GetTypedHeaders().AcceptEncoding;
        return Forms.First(form => form.Coding == WebAssetForm.Identity || accepted.Any(value => Accepts(value, form.Coding)));
    }

    private static bool Accepts(StringWithQualityHeaderValue accepted, string coding) =>
        accepted.Value.Equals(coding, StringComparison.OrdinalIgnoreCase) && accepted.Quality is not 0;
}
