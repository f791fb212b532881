using System.Text.Json;

namespace KefuChat.Load.Reporting;

/// <summary>Writes a result to a file, for whoever compares runs.</summary>
internal static class JsonReport
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
    };

    public static void Write<T>(string path, T result) =>
        File.WriteAllText(path, JsonSerializer.Serialize(result, Options) + "\n");
}
