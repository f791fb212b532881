using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using KefuChat.Protocol;
using KefuChat.Tests.EndToEnd;
using KefuChat.Uploads;

namespace KefuChat.Tests.Http.Files;

/// <summary>Uploads to, and downloads from, a server of its own.</summary>
public abstract class FileTest : ApiTest
{
    internal const int MaxBytes = 100_000;

    internal const string Conversation = "3.7.1001";

    protected FileTest()
    {
        Server.Set("Kefu:Uploads:MaxBytes", MaxBytes).Set("Kefu:Uploads:LinkSeconds", 600);
        Server.Replace<IConversationAccess>(new FakeAccess());
    }

    /// <summary>The names of what lies on the server's disk, finished or not.</summary>
    internal string[] Left => Leftovers(Server);

    internal static string[] Leftovers(KefuServer server)
    {
        var uploads = Path.Combine(server.DataDirectory, "uploads");
        return Directory.Exists(uploads) ? [.. Directory.GetFiles(uploads, "*", SearchOption.AllDirectories).Select(Path.GetFileName).OfType<string>()] : [];
    }

    /// <summary>An upload; the customer's when it is not said whose.</summary>
    internal async Task<ApiAnswer> UploadAsync(
        HttpContent content, string name = "photo.png", string? contentType = null, User? caller = null, string conversation = Conversation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/conversations/{conversation}/files?name={Uri.EscapeDataString(name)}") { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", TokenOf(caller ?? Customer));
        content.Headers.ContentType = contentType is null ? null : MediaTypeHeaderValue.Parse(contentType);
        using var response = await Http.SendAsync(request);
        var body = await response.Content.ReadAsStringAsync();
        return new ApiAnswer(response.StatusCode, response.Headers, JsonSerializer.Deserialize<JsonElement>(body));
    }

    internal async Task<ApiAnswer> UploadAsync(
        byte[] bytes, string name = "photo.png", string? contentType = null, User? caller = null, string conversation = Conversation)
    {
        using var content = new ByteArrayContent(bytes);
        return await UploadAsync(content, name, contentType, caller, conversation);
    }

    internal Task<ApiAnswer> UploadAsync(string text, string name, string? contentType = null) =>
        UploadAsync(Encoding.UTF8.GetBytes(text), name, contentType);

    /// <summary>A download, with no token.</summary>
    internal async Task<HttpResponseMessage> DownloadAsync(string? url, HttpMethod? method = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, url);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await Http.SendAsync(request);
    }
}
