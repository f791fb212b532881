using Grpc.Core;
using Grpc.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace Grpc.Tests.Protocol;

/// <summary>Responses that no proper server sends, and those of proxies that know no gRPC.</summary>
public sealed class HostileResponseTests
{
    private static readonly (string, string) Ok = ("grpc-status", "0");
    private static readonly byte[] Response = Frames.Of(new EchoResponse { Text = "hi" });

    public static TheoryData<byte[], StatusCode> Bodies => new()
    {
        { [], StatusCode.Unimplemented },
        { [.. Response, .. Response], StatusCode.Unimplemented },
        { Response[..3], StatusCode.Internal },
        { Response[..^1], StatusCode.Internal },
        { Frames.Of(1, [1, 2, 3]), StatusCode.Internal },
        { Frames.Of(2, [1, 2, 3]), StatusCode.Internal },
        { Frames.Of(0, [0xff, 0xff, 0xff]), StatusCode.Internal },
        { Frames.Header(0, uint.MaxValue), StatusCode.ResourceExhausted },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task A_body_that_is_not_one_message_fails_the_call(byte[] body, StatusCode expected)
    {
        await using var server = await RawServer.StartAsync(body, Ok);
        using var call = server.Client.UnaryAsync(new EchoRequest());
        await Statuses.AssertFailsAsync(expected, call);
    }

    [Fact]
    public async Task Success_without_a_response_is_none()
    {
        await using var server = await RawServer.StartAsync(context =>
        {
            context.Response.ContentType = "application/grpc";
            context.Response.Headers["grpc-status"] = "0";
            return Task.CompletedTask;
        });
        using var call = server.Client.UnaryAsync(new EchoRequest());
        await Statuses.AssertFailsAsync(StatusCode.Unimplemented, call);
        Assert.Equal(StatusCode.Unimplemented, call.GetStatus().StatusCode);
    }

    [Fact]
    public async Task A_compression_that_is_not_known_is_INTERNAL()
    {
        await using var server = await RawServer.StartAsync(async context =>
        {
            context.Response.ContentType = "application/grpc";
            context.Response.Headers["grpc-encoding"] = "gzip";
            await context.Response.Body.WriteAsync(Frames.Of(1, [1, 2, 3]));
        });
        var exception = await Statuses.AssertFailsAsync(StatusCode.Internal, server.Client.UnaryAsync(new EchoRequest()));
        Assert.Contains("gzip", exception.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_response_without_a_status_is_UNKNOWN()
    {
        await using var server = await RawServer.StartAsync(Response);
        await Statuses.AssertFailsAsync(StatusCode.Unknown, server.Client.UnaryAsync(new EchoRequest()));
    }

    [Theory]
    [InlineData("17")]
    [InlineData("-1")]
    [InlineData("OK")]
    public async Task A_status_that_is_none_is_UNKNOWN(string status)
    {
        await using var server = await RawServer.StartAsync(Response, ("grpc-status", status), ("grpc-message", "word"));
        var exception = await Statuses.AssertFailsAsync(StatusCode.Unknown, server.Client.UnaryAsync(new EchoRequest()));
        Assert.Contains("word", exception.Status.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("100%25", "100%")]
    [InlineData("%e6%BB%A1", "满")]
    [InlineData("100% of %zz%4", "100% of %zz%4")]
    [InlineData("%ff", "\ufffd")]
    public async Task A_word_is_decoded_as_far_as_it_can_be(string encoded, string expected)
    {
        await using var server = await RawServer.StartAsync(Response, ("grpc-status", "5"), ("grpc-message", encoded));
        var exception = await Statuses.AssertFailsAsync(StatusCode.NotFound, server.Client.UnaryAsync(new EchoRequest()));
        Assert.Equal(expected, exception.Status.Detail);
    }

    /// <summary>The table of http-grpc-status-mapping.md.</summary>
    [Theory]
    [InlineData(400, StatusCode.Internal)]
    [InlineData(401, StatusCode.Unauthenticated)]
    [InlineData(403, StatusCode.PermissionDenied)]
    [InlineData(404, StatusCode.Unimplemented)]
    [InlineData(429, StatusCode.Unavailable)]
    [InlineData(502, StatusCode.Unavailable)]
    [InlineData(503, StatusCode.Unavailable)]
    [InlineData(504, StatusCode.Unavailable)]
    [InlineData(500, StatusCode.Unknown)]
    [InlineData(200, StatusCode.Unknown)]
    public async Task An_answer_that_is_not_gRPC_has_the_status_of_its_HTTP_status(int http, StatusCode expected)
    {
        await using var server = await RawServer.StartAsync(async context =>
        {
            context.Response.StatusCode = http;
            context.Response.ContentType = "text/html";
            await context.Response.Body.WriteAsync("<p>no"u8.ToArray());
        });
        var exception = await Statuses.AssertFailsAsync(expected, server.Client.UnaryAsync(new EchoRequest()));
        Assert.Contains($"{http}", exception.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_gRPC_status_counts_whatever_the_HTTP_status()
    {
        await using var server = await RawServer.StartAsync(context =>
        {
            context.Response.StatusCode = 503;
            context.Response.ContentType = "application/grpc+proto";
            context.Response.Headers["grpc-status"] = "16";
            return Task.CompletedTask;
        });
        await Statuses.AssertFailsAsync(StatusCode.Unauthenticated, server.Client.UnaryAsync(new EchoRequest()));
    }

    [Fact]
    public async Task Messages_may_come_byte_by_byte()
    {
        await using var server = await RawServer.StartAsync(async context =>
        {
            context.Response.ContentType = "application/grpc";
            foreach (var octet in Response)
            {
                await context.Response.Body.WriteAsync(new[] { octet });
                await context.Response.Body.FlushAsync();
            }

            context.Response.AppendTrailer("grpc-status", "0");
        });
        Assert.Equal("hi", (await server.Client.UnaryAsync(new EchoRequest())).Text);
    }
}
