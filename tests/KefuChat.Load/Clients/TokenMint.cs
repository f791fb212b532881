using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using KefuChat.Load.Options;

namespace KefuChat.Load.Clients;

/// <summary>Mints a token per user with the server's admin API.</summary>
internal sealed class TokenMint : ITokenSource
{
    private readonly HttpClient _http;
    private readonly int _lifetimeSeconds;

    public TokenMint(LoadOptions options)
    {
        // A proxy from the environment must not see loopback traffic, let alone the key.
        _http = new HttpClient(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false })
        {
            BaseAddress = options.Url,
            Timeout = TimeSpan.FromSeconds(10),
        };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", options.AdminKey);
        _lifetimeSeconds = 3600 + (int)(options.Warmup + options.Seconds);
    }

    /// <inheritdoc/>
    public async ValueTask<string> GetAsync(long appId, long uid, CancellationToken cancellation)
    {
        try
        {
            using var response = await _http.PostAsJsonAsync(
                "/api/tokens", new { appid = appId, uid, ttl_seconds = _lifetimeSeconds }, cancellation);
            if (!response.IsSuccessStatusCode)
            {
                throw new LoadException($"POST /api/tokens answered {(int)response.StatusCode} {response.ReasonPhrase}: is the admin key right?");
            }

            var answer = await response.Content.ReadFromJsonAsync<JsonElement>(cancellation);
            return answer.GetProperty("token").GetString()!;
        }
        catch (Exception e) when (e is HttpRequestException or JsonException or KeyNotFoundException)
        {
            throw new LoadException($"POST /api/tokens: {e.Message}");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new LoadException("POST /api/tokens: no answer");
        }
    }

    public void Dispose() => _http.Dispose();
}
