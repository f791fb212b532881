using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using KefuChat.Tests.EndToEnd;
using KefuChat.Tests.Uploads;
using KefuChat.Uploads;

namespace KefuChat.Tests.Http.Files;

/// <summary>Uploads over a real socket, where the server has limits of its own.</summary>
public sealed class SocketUploadTests : EndToEndTest
{
    private const int MaxBytes = 2 * 1024 * 1024;

    public SocketUploadTests()
        : base(HostKind.Kestrel)
    {
        Server.Set("Kefu:Uploads:MaxBytes", MaxBytes);
        Server.Replace<IConversationAccess>(new FakeAccess());
    }

    [Theory]
    [InlineData(MaxBytes, HttpStatusCode.Created)]
    [InlineData(MaxBytes + 1, HttpStatusCode.RequestEntityTooLarge)]
    public async Task The_limit_is_the_one_that_is_set_to_the_byte_though_the_length_is_unknown(int length, HttpStatusCode expected)
    {
        Server.Start();
        using var http = Server.CreateClient();
        using var content = new StreamContent(new BreakingStream(length, () => { }, breaks: false));
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/conversations/{FileTest.Conversation}/files?name=long.txt") { Content = content };
        request.Headers.TransferEncodingChunked = true;
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Server.Token(Customer));
        using var response = await http.SendAsync(request);
        Assert.Equal(expected, response.StatusCode);
        Assert.Equal(expected == HttpStatusCode.Created ? 2 : 0, FileTest.Leftovers(Server).Length);
    }

    [Fact]
    public async Task An_upload_shorter_than_it_was_said_to_be_leaves_nothing_behind()
    {
        Server.Start();
        using (var socket = new TcpClient())
        {
            await socket.ConnectAsync(IPAddress.Loopback, Server.ClientOptions.BaseAddress.Port);
            await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
                $"POST /api/conversations/{FileTest.Conversation}/files HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {Server.Token(Customer)}\r\nContent-Length: 1000\r\n\r\nhalf"));
            await WaitUntilAsync(() => FileTest.Leftovers(Server).Length == 1);
        }

        await WaitUntilAsync(() => FileTest.Leftovers(Server).Length == 0);
    }
}
