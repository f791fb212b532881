namespace KefuChat.Http;

/// <summary>
/// Takes a body whose type nobody chose for JSON: <c>curl -d</c> calls everything a form, and the API has no forms.
/// </summary>
internal static class JsonByDefault
{
    /// <summary>A middleware before the routes, which choose by the type.</summary>
    public static Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var type = context.Request.ContentType;
        if (string.IsNullOrEmpty(type) || IsA(type, "application/x-www-form-urlencoded") || IsA(type, "text/plain")
            || IsA(type, "application/json;"))
        {
            // JSON is UTF-8, and knows no charset (RFC 8259).
            context.Request.ContentType = "application/json";
        }

        return next(context);
    }

    private static bool IsA(string contentType, string type) => contentType.StartsWith(type, StringComparison.OrdinalIgnoreCase);
}
