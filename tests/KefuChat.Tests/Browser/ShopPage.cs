namespace KefuChat.Tests.Browser;

/// <summary>A page of a shop that embeds the widget.</summary>
/// <param name="Server">The chat server.</param>
/// <param name="Attributes">Of the script tag, beside its address.</param>
/// <param name="Css">The page's own style.</param>
/// <param name="ContentSecurityPolicy">What the page may do; null: anything.</param>
internal sealed record ShopPage(Uri Server, string Attributes = """data-store="1001" """, string Css = "", string? ContentSecurityPolicy = null)
{
    /// <summary>What a strict shop has to allow for the widget, and nothing more than that.</summary>
    public static string StrictPolicy(Uri server)
    {
        var origin = server.GetLeftPart(UriPartial.Authority);
        var socket = new UriBuilder(server) { Scheme = "ws" }.Uri.GetLeftPart(UriPartial.Authority);
        return $"default-src 'none'; script-src {origin}; connect-src {origin} {socket}; img-src {origin}; style-src 'self'; "
            + "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'";
    }

    /// <summary>The page.</summary>
    public string ToHtml(string stylesheet) => $"""
        <!doctype html>
        <html lang="en">
          <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Rain &amp; Co</title>
            <link rel="stylesheet" href="{stylesheet}">
            <script async src="{new Uri(Server, "/widget.js")}" {Attributes}></script>
          </head>
          <body><main><h1>Rain jacket</h1><p>Dry in every weather.</p></main></body>
        </html>
        """;
}
