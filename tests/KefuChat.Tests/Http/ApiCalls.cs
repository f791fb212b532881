using System.Net.Http.Headers;
using System.Text.Json;

namespace KefuChat.Tests.Http;

/// <summary>Calls the HTTP API.</summary>
internal static class ApiCalls
{
    /// <summary>A call; what fails is a problem document.</summary>
    /// <param name="http">Whom to call.</param>
    /// <param name="method">The method.</param>
    /// <param name="path">As in /api/stores.</param>
    /// <param name="bearer">The credentials; null for none.</param>
    /// <param name="json">The body; null for none.</param>
    /// <param name="headers">Others.</param>
    public static async Task<ApiAnswer> CallAsync(
        this HttpClient http, HttpMethod method, string path, string? bearer, string? json = null, params (string Name, string Value)[] headers)
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

        using var response = await http.SendAsync(request);
        var body = await response.Content.ReadAsStringAsync();
        if (!response.IsSuccessStatusCode)
        {
            Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        }

        return new ApiAnswer(response.StatusCode, response.Headers, body.Length > 0 ? JsonSerializer.Deserialize<JsonElement>(body) : default);
    }
}
