using System.Net;
using System.Net.Http.Headers;
using Grpc.Core;
using Grpc.Tests.Support;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Grpc.Tests.Protocol;

/// <summary>Requests that no proper client sends.</summary>
public sealed class HostileRequestTests
{
    private static readonly byte[] Request = Frames.Of(new EchoRequest { Text = "hi" });

    public static TheoryData<byte[], StatusCode> Bodies => new()
    {
        { [], StatusCode.Unimplemented },
        { [.. Request, .. Request], StatusCode.Unimplemented },
        { Request[..3], StatusCode.Internal },
        { Request[..^1], StatusCode.Internal },
        { [.. Request, 0], StatusCode.Internal },
        { Frames.Of(1, [1, 2, 3]), StatusCode.Internal },
        { Frames.Of(2, [1, 2, 3]), StatusCode.Internal },
        { Frames.Of(0, [0xff, 0xff, 0xff]), StatusCode.Internal },
        { Frames.Header(0, 4 * 1024 * 1024 + 1), StatusCode.ResourceExhausted },
        { Frames.Header(0, uint.MaxValue), StatusCode.ResourceExhausted },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task A_body_that_is_not_one_message_is_refused(byte[] body, StatusCode expected)
    {
        await using var server = await EchoServer.StartAsync();
        server.Service.OnUnary = (_, _) => throw new InvalidOperationException("It was taken.");
        using var raw = new RawClient(server.Address);
        using var response = await raw.PostAsync("Unary", body);
        await response.AssertStatusAsync(expected);
    }

    [Fact]
    public async Task A_message_too_long_is_refused_before_it_has_come()
    {
        await using var server = await EchoServer.StartAsync();
        using var raw = new RawClient(server.Address);
        using var response = await raw.PostAsync("Unary", new NeverEndingContent(Frames.Header(0, int.MaxValue)));
        await response.AssertStatusAsync(StatusCode.ResourceExhausted);
    }

    [Fact]
    public async Task Without_a_limit_a_length_beyond_memory_is_refused_all_the_same()
    {
        await using var server = await EchoServer.StartAsync(options => options.MaxReceiveMessageSize = null);
        using var raw = new RawClient(server.Address);
        using var response = await raw.PostAsync("Duplex", new NeverEndingContent(Frames.Header(0, uint.MaxValue)));
        await response.AssertStatusAsync(StatusCode.ResourceExhausted);
    }

    [Fact]
    public async Task A_compression_that_is_not_known_is_UNIMPLEMENTED_and_the_answer_names_what_is()
    {
        await using var server = await EchoServer.StartAsync();
        using var raw = new RawClient(server.Address);
        using var response = await raw.PostAsync("Unary", Frames.Of(1, [1, 2, 3]), ("grpc-encoding", "gzip"));
        var status = await response.AssertStatusAsync(StatusCode.Unimplemented);
        Assert.Contains("gzip", status.Detail, StringComparison.Ordinal);
        Assert.Equal("identity", response.Headers.GetValues("grpc-accept-encoding").Single());
    }

    [Fact]
    public async Task A_message_that_is_not_compressed_is_taken_whatever_grpc_encoding_says()
    {
        await using var server = await EchoServer.StartAsync();
        using var raw = new RawClient(server.Address);
        using var response = await raw.PostAsync("Unary", Request, ("grpc-encoding", "gzip"));
        await response.AssertStatusAsync(StatusCode.OK);
    }

    /// <summary>Every header and every message is split over HTTP/2 frames somewhere.</summary>
    [Fact]
    public async Task Messages_may_come_byte_by_byte()
    {
        await using var server = await EchoServer.StartAsync();
        server.Service.OnDuplex = async (requests, responses, _) =>
        {
            var response = new EchoResponse { Text = (await requests.NextAsync()).Text };
            response.Text += (await requests.NextAsync()).Text;
            await responses.WriteAsync(response);
        };
        using var raw = new RawClient(server.Address);
        byte[] both = [.. Request, .. Request];
        using var response = await raw.PostAsync("Duplex", new NeverEndingContent([.. both.Select(octet => new[] { octet })]));
        await response.AssertStatusAsync(StatusCode.OK);
        Assert.Equal(
            Frames.Of(new EchoResponse { Text = "hihi" }),
            await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_stream_that_ends_within_a_message_is_INTERNAL_after_those_that_are_whole()
    {
        await using var server = await EchoServer.StartAsync();
        using var raw = new RawClient(server.Address);
        using var response = await raw.PostAsync("Duplex", [.. Request, .. Request[..^1]]);
        await response.AssertStatusAsync(StatusCode.Internal);
        Assert.Equal(
            Frames.Of(new EchoResponse { Text = "hi" }),
            await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/json")]
    [InlineData("application/grpcx")]
    [InlineData("application/grp")]
    public async Task Another_content_type_is_415(string contentType)
    {
        await using var server = await EchoServer.StartAsync();
        using var raw = new RawClient(server.Address);
        var body = new ByteArrayContent(Request);
        body.Headers.ContentType = new MediaTypeHeaderValue(contentType);
        using var response = await raw.PostAsync("Unary", body);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
    }

    [Theory]
    [InlineData("application/grpc")]
    [InlineData("application/grpc+proto")]
    [InlineData("Application/GRPC; charset=utf-8")]
    public async Task Every_form_of_the_content_type_is_taken(string contentType)
    {
        await using var server = await EchoServer.StartAsync();
        using var raw = new RawClient(server.Address);
        var body = new ByteArrayContent(Request);
        body.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        using var response = await raw.PostAsync("Unary", body);
        await response.AssertStatusAsync(StatusCode.OK);
    }

    [Fact]
    public async Task A_body_without_a_content_type_is_415()
    {
        await using var server = await EchoServer.StartAsync();
        using var raw = new RawClient(server.Address);
        using var response = await raw.SendAsync(HttpMethod.Post, "/grpc.tests.Echo/Unary", null, HttpVersion.Version20);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
    }

    [Fact]
    public async Task Another_verb_is_405()
    {
        await using var server = await EchoServer.StartAsync();
        using var raw = new RawClient(server.Address);
        using var response = await raw.SendAsync(HttpMethod.Get, "/grpc.tests.Echo/Unary", null, HttpVersion.Version20);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
    }

    [Theory]
    [InlineData("/grpc.tests.Echo/Unary")]
    [InlineData("/grpc.tests.Echo/Other")]
    public async Task HTTP_1_is_426(string path)
    {
        await using var server = await EchoServer.StartAsync(listen: endpoint => endpoint.Protocols = HttpProtocols.Http1);
        using var raw = new RawClient(server.Address);
        var body = new ByteArrayContent(Request);
        body.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
        using var response = await raw.SendAsync(HttpMethod.Post, path, body, HttpVersion.Version11);
        Assert.Equal(HttpStatusCode.UpgradeRequired, response.StatusCode);
    }

    [Fact]
    public async Task What_is_not_gRPC_on_a_path_that_is_not_there_is_404()
    {
        await using var server = await EchoServer.StartAsync();
        using var raw = new RawClient(server.Address);
        using var response = await raw.SendAsync(HttpMethod.Post, "/some/thing", new StringContent("{}"), HttpVersion.Version20);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }
}
