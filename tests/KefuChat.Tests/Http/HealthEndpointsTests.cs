using System.Net;
using System.Text.Json;
using KefuChat.Routing;
using KefuChat.Storage;
using KefuChat.Tests.EndToEnd;

namespace KefuChat.Tests.Http;

public sealed class HealthEndpointsTests() : EndToEndTest(HostKind.InMemory)
{
    [Fact]
    public async Task A_server_in_order_is_alive_and_ready()
    {
        Assert.Equal((HttpStatusCode.OK, """{"status":"ok"}"""), await GetAsync("/healthz"));
        Assert.Equal((HttpStatusCode.OK, """{"status":"ok"}"""), await GetAsync("/readyz"));
    }

    [Fact]
    public async Task Without_storage_it_is_alive_and_not_ready_and_says_which()
    {
        Server.Replace<IMessageStore>(new FailingStore());
        Assert.Equal(HttpStatusCode.OK, (await GetAsync("/healthz")).Status);
        await ExpectUnavailableAsync("storage");
    }

    [Fact]
    public async Task Without_routing_it_is_not_ready_and_says_which()
    {
        Server.Replace<IMessageRouter>(new UnreachableRouter());
        await ExpectUnavailableAsync("routing");
    }

    private async Task ExpectUnavailableAsync(string what)
    {
        var (status, body) = await GetAsync("/readyz");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        var unavailable = JsonSerializer.Deserialize<JsonElement>(body).GetProperty("unavailable");
        Assert.Equal([what], unavailable.EnumerateObject().Select(entry => entry.Name));
        Assert.NotEmpty(unavailable.GetProperty(what).GetString()!);
    }

    private async Task<(HttpStatusCode Status, string Body)> GetAsync(string path)
    {
        using var http = Server.CreateClient();
        using var response = await http.GetAsync(new Uri(path, UriKind.Relative));
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
