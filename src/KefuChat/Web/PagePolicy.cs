namespace KefuChat.Web;

/// <summary>
/// What a page of ours may do in the browser (Content Security Policy Level 3, Trusted Types): run and show what this
/// server serves, and nothing that came in a message.
/// </summary>
internal static class PagePolicy
{
    /// <summary>Writes the headers.</summary>
    public static void Apply(HttpContext context)
    {
        var headers = context.Response.Headers;

        // Older browsers do not count the WebSocket of the same host as 'self'.
        headers.ContentSecurityPolicy =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; media-src 'self'; "
            + $"connect-src 'self' ws://{context.Request.Host} wss://{context.Request.Host}; "
            + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
    }
}
