namespace KefuChat.Http.Problems;

/// <summary>Checks that several calls make.</summary>
internal static class FieldChecks
{
    private const int MaxAddressLength = 2000;
    private const int MaxCursorLength = 100;
    private const int MaxLimit = 100;

    /// <summary>A text's length, in characters.</summary>
    public static void RequireText(this Errors errors, string text, string field, int least, int most) => errors.Require(
        text.Length >= least && text.Length <= most,
        field,
        least > 0 ? $"is required, and has {least} to {most} characters" : $"has at most {most} characters");

    /// <summary>A picture's address.</summary>
    public static void RequireAvatar(this Errors errors, string avatar) => errors.Require(
        avatar.Length == 0
            || (avatar.Length <= MaxAddressLength && Uri.TryCreate(avatar, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps),
        "avatar",
        $"is an https address of at most {MaxAddressLength} characters, or empty");

    /// <summary>What part of a list is asked for.</summary>
    /// <exception cref="ProblemException">400: there is no such part.</exception>
    public static void CheckPage(string after, int limit)
    {
        var errors = new Errors();
        errors.Require(after.Length <= MaxCursorLength, "after", "is the 'next' of the page before");
        errors.Require(limit is >= 1 and <= MaxLimit, "limit", $"is 1 to {MaxLimit}");
        errors.ThrowIfAny();
    }
}
