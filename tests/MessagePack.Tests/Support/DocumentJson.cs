using System.Globalization;
using System.Text.Json.Nodes;

namespace MessagePack.Tests.Support;

/// <summary>
/// How a document is written in JSON, here and in interop.mjs: ["type", value].
/// Integers are strings, as JSON readers round large numbers; maps are arrays of pairs, as objects lose the order.
/// </summary>
internal static class DocumentJson
{
    public static string ToJson(this Document document) => ToNode(document).ToJsonString();

    /// <summary>The same JSON, spaced and escaped as <see cref="ToJson"/> does it.</summary>
    public static string Normalize(string json) => JsonNode.Parse(json)!.ToJsonString();

    private static JsonArray ToNode(Document document) => document.Value switch
    {
        null => ["nil"],
        bool boolean => ["boolean", boolean],
        decimal integer => ["integer", integer.ToString(CultureInfo.InvariantCulture)],
        string text => ["string", text],
        byte[] bytes => ["binary", Convert.ToBase64String(bytes)],
        Document[] elements => ["array", new JsonArray([.. elements.Select(ToNode)])],
        KeyValuePair<string, Document>[] pairs => ["map", new JsonArray([.. pairs.Select(pair => new JsonArray(pair.Key, ToNode(pair.Value)))])],
        object other => throw new NotSupportedException(other.GetType().Name),
    };
}
