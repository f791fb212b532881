using KefuChat.Shops;

namespace KefuChat.Http.Shops;

/// <summary>Versions of documents as entity tags (RFC 9110, 8.8.3).</summary>
internal static class ETags
{
    /// <summary>The tag of a version.</summary>
    public static string Of(string version) => $"\"{version}\"";

    /// <summary>The version an If-Match asks for; null when there is none. A list or a weak tag is no version, and matches none.</summary>
    public static string? VersionOf(string? ifMatch) => ifMatch switch
    {
        null or Stores.AnyVersion => ifMatch,
        ['"', .. var version, '"'] => version,
        _ => "",
    };
}
