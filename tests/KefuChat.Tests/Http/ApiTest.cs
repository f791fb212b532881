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

    /// <inheritdoc cref="ApiCalls.CallAsync"/>
    internal Task<ApiAnswer> CallAsync(
        HttpMethod method, string path, string? bearer, string? json = null, params (string Name, string Value)[] headers) =>
        Http.CallAsync(method, path, bearer, json, headers);

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
