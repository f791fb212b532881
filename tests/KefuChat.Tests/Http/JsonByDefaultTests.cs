using System.Net;
using System.Net.Http.Headers;
using KefuChat.Tests.EndToEnd;

namespace KefuChat.Tests.Http;

public sealed class JsonByDefaultTests() : EndToEndTest(HostKind.InMemory)
{
    [Theory]
    [InlineData(null, HttpStatusCode.OK)]
    [InlineData("application/x-www-form-urlencoded", HttpStatusCode.OK)]
    [InlineData("text/plain; charset=utf-8", HttpStatusCode.OK)]
    [InlineData("application/json; charset=utf-8", HttpStatusCode.OK)]
    [InlineData("application/json; charset=klingon", HttpStatusCode.OK)]
    [InlineData("image/png", HttpStatusCode.UnsupportedMediaType)]
    public async Task A_body_whose_type_nobody_chose_is_JSON(string? type, HttpStatusCode status)
    {
        using var http = Server.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/tokens")
        {
            Content = new ByteArrayContent("""{"appid": 7, "uid": 1001}"""u8.ToArray()),
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", KefuServer.AdminKey) },
        };
        request.Content.Headers.ContentType = type is null ? null : MediaTypeHeaderValue.Parse(type);
        using var response = await http.SendAsync(request);
        Assert.Equal(status, response.StatusCode);
    }
}
