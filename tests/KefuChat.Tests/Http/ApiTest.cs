using System.Net.Http.Headers;
using System.Text.Json;
using KefuChat.Protocol;
using KefuChat.Tests.EndToEnd;

namespace KefuChat.Tests.Http;

/// <summary>Calls the HTTP API of a server of its own.</summary>
public abstract class ApiTest() : EndToEndTest(HostKind.InMemory)
{
    private HttpClient? _http;

    /// <summary>The credentials of the shops' backend.</summary>
    internal const string Admin = KefuServer.AdminKey;

    internal HttpClient Http => _http ??= Server.CreateClient();

    /// <summary>A call; what fails is a problem document.</summary>
    /// <param name="method">The method.</param>
    /// <param name="path">As in /api/stores.</param>
    /// <param name="bearer">The credentials; null for none.</param>
    /// <param name="json">The body; null for none.</param>
    /// <param name="headers">Others.</param>
    internal async Task<ApiAnswer> CallAsync(
        HttpMethod method, string path, string? bearer, string? json = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        if (json is not null)
        {
            request.Content = new StringContent(json, new MediaTypeHeaderValue("application/json"));
        }

        if (bearer is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await Http.SendAsync(request);
        var body = await response.Content.ReadAsStringAsync();
        if (!response.IsSuccessStatusCode)
        {
            Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        }

        return new ApiAnswer(response.StatusCode, response.Headers, body.Length > 0 ? JsonSerializer.Deserialize<JsonElement>(body) : default);
    }

    internal Task<ApiAnswer> GetAsync(string path, string? bearer) => CallAsync(HttpMethod.Get, path, bearer);

    internal Task<ApiAnswer> PostAsync(string path, string? bearer, string json) => CallAsync(HttpMethod.Post, path, bearer, json);

    internal Task<ApiAnswer> PutAsync(string path, string? bearer, string json) => CallAsync(HttpMethod.Put, path, bearer, json);

    internal string TokenOf(User user) => Server.Token(user);

    public override async ValueTask DisposeAsync()
    {
        _http?.Dispose();
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
