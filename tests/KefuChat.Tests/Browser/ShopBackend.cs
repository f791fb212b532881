using System.Net;
using KefuChat.Protocol;
using KefuChat.Tests.EndToEnd;
using KefuChat.Tests.Http;

namespace KefuChat.Tests.Browser;

/// <summary>What a shop's backend does: it sets the shop up and mints tokens.</summary>
internal sealed class ShopBackend(Uri server) : IDisposable
{
    /// <summary>The store of the tests.</summary>
    public const long Store = 1001;

    /// <summary>The app its customers live in.</summary>
    public const long AppId = 7;

    private readonly HttpClient _http = new() { BaseAddress = server };

    /// <summary>Opens the store, or changes it.</summary>
    /// <param name="origin">The origin of its pages.</param>
    /// <param name="sellers">Who answers in it.</param>
    public async Task OpenStoreAsync(string origin, params IEnumerable<(User User, string Name)> sellers)
    {
        var all = sellers.ToList();
        await PutAsync($"/api/stores/{Store}", $$"""
            {"appid": {{AppId}}, "name": "Rain & Co", "sellers": [{{string.Join(", ", all.Select(seller => seller.User.Uid))}}],
             "greeting": "How can we help?", "offline_message": "We are back soon.", "allowed_origins": ["{{origin}}"]}
            """);
        foreach (var (user, name) in all)
        {
            await PutAsync($"/api/sellers/{user.Uid}", $$"""{"name": "{{name}}"}""");
        }
    }

    /// <summary>A call with the admin key that creates or changes something.</summary>
    public async Task PutAsync(string path, string json)
    {
        var answer = await _http.CallAsync(HttpMethod.Put, path, KefuServer.AdminKey, json);
        Assert.True(answer.Status is HttpStatusCode.OK or HttpStatusCode.Created, $"{(int)answer.Status} {answer.Body}");
    }

    /// <summary>A call as somebody, which succeeds.</summary>
    public async Task<ApiAnswer> CallAsync(HttpMethod method, string path, string token, string? json = null)
    {
        var answer = await _http.CallAsync(method, path, token, json);
        Assert.True((int)answer.Status is >= 200 and < 300, $"{(int)answer.Status} {answer.Body}");
        return answer;
    }

    /// <summary>A token, good for an hour.</summary>
    public async Task<string> TokenAsync(User user)
    {
        var answer = await CallAsync(
            HttpMethod.Post, "/api/tokens", KefuServer.AdminKey, $$"""{"appid": {{user.AppId}}, "uid": {{user.Uid}}, "ttl_seconds": 3600}""");
        return answer["token"].GetString()!;
    }

    /// <summary>Hands a seller's one conversation over, as the seller.</summary>
    public async Task TransferAsync(User from, User to)
    {
        var token = await TokenAsync(from);
        var page = await CallAsync(HttpMethod.Get, "/api/conversations", token);
        var conversation = page["conversations"].EnumerateArray().Single().GetProperty("id");
        await CallAsync(HttpMethod.Post, $"/api/conversations/{conversation}/transfer", token, $$"""{"seller": {{to.Uid}}}""");
    }

    public void Dispose() => _http.Dispose();
}
