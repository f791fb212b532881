using Grpc.Core;
using Grpc.Tests.Support;

namespace Grpc.Tests.Calls;

/// <summary>What goes along with messages.</summary>
public sealed class MetadataTests
{
    [Fact]
    public async Task Headers_and_trailers_go_both_ways_text_and_bytes()
    {
        byte[] bytes = [0, 255, 62, 63, 10];
        Metadata? received = null;
        await using var server = await EchoServer.StartAsync();
        server.Service.OnUnary = async (_, context) =>
        {
            received = context.RequestHeaders;
            await context.WriteResponseHeadersAsync(new Metadata { { "head", "one" }, { "head", "two" }, { "head-bin", bytes } });
            context.ResponseTrailers.Add("trail", "three");
            context.ResponseTrailers.Add("trail-bin", bytes);
            return new EchoResponse();
        };
        var headers = new Metadata { { "Text", "a, b" }, { "text", "c" }, { "data-bin", bytes }, { "data-bin", [1] }, { "empty-bin", [] } };
        using var call = server.Connect().UnaryAsync(new EchoRequest(), headers);
        await call;

        // HTTP may join text of one key, and so HttpClient does; bytes come apart again, text does not.
        Assert.Equal("a, b, c", received!.GetValue("text"));
        Assert.Equal([bytes, [1]], received.GetAll("data-bin").Select(entry => entry.ValueBytes));
        Assert.Equal([], received.GetValueBytes("empty-bin")!);
        var head = await call.ResponseHeadersAsync;
        Assert.Equal(["one", "two"], head.GetAll("head").Select(entry => entry.Value));
        Assert.Equal(bytes, head.GetValueBytes("head-bin"));
        Assert.Equal("three", call.GetTrailers().GetValue("trail"));
        Assert.Equal(bytes, call.GetTrailers().GetValueBytes("trail-bin"));
    }

    [Fact]
    public async Task Response_headers_come_ahead_of_the_first_message()
    {
        var seen = new Signal();
        await using var server = await EchoServer.StartAsync();
        server.Service.OnDuplex = async (_, responses, context) =>
        {
            await context.WriteResponseHeadersAsync(new Metadata { { "head", "one" } });
            await seen.WaitAsync();
            await Assert.ThrowsAsync<InvalidOperationException>(() => context.WriteResponseHeadersAsync([]));
        };
        using var call = server.Connect().Duplex();
        Assert.Equal("one", (await call.ResponseHeadersAsync).GetValue("head"));
        seen.Set();
        Assert.Empty(await call.ResponseStream.ReadAsync());
    }

    [Fact]
    public async Task What_the_protocol_itself_uses_is_no_metadata()
    {
        Metadata? received = null;
        await using var server = await EchoServer.StartAsync();
        server.Service.OnUnary = (_, context) =>
        {
            received = context.RequestHeaders;
            context.ResponseTrailers.Add("grpc-status", "13");
            return Task.FromResult(new EchoResponse());
        };
        var headers = new Metadata { { "grpc-timeout", "1n" }, { "te", "other" }, { "grpc-encoding", "gzip" }, { "content-type", "text/plain" } };
        using var call = server.Connect().UnaryAsync(new EchoRequest(), headers);
        await call;
        Assert.Equal(["user-agent"], received!.Select(entry => entry.Key));
        Assert.StartsWith("grpc-", received!.GetValue("user-agent"), StringComparison.Ordinal);
        Assert.Empty(call.GetTrailers());
    }

    [Fact]
    public async Task Bytes_are_taken_with_padding_and_without_and_joined_by_commas()
    {
        Metadata? received = null;
        await using var server = await EchoServer.StartAsync();
        server.Service.OnUnary = (_, context) =>
        {
            received = context.RequestHeaders;
            return Task.FromResult(new EchoResponse());
        };
        using var raw = new RawClient(server.Address);
        using var response = await raw.PostAsync(
            "Unary", Frames.Of(new EchoRequest()), ("a-bin", "AQ=="), ("b-bin", "AQ"), ("c-bin", "AQ==,AgM, BAU"), ("d-bin", "&&&"), ("e!", "x"));
        await response.AssertStatusAsync(StatusCode.OK);
        Assert.Equal([1], received!.GetValueBytes("a-bin")!);
        Assert.Equal([1], received!.GetValueBytes("b-bin")!);
        Assert.Equal([[1], [2, 3], [4, 5]], received!.GetAll("c-bin").Select(entry => entry.ValueBytes));

        // What is not base64, or no key, is left out and fails nobody.
        Assert.Null(received!.Get("d-bin"));
        Assert.Equal(["a-bin", "b-bin", "c-bin", "c-bin", "c-bin"], received!.Select(entry => entry.Key));
    }

    [Fact]
    public async Task A_handler_knows_its_method_host_and_peer()
    {
        ServerCallContext? context = null;
        (string Method, string Host, string Peer, bool Authenticated) known = default;
        await using var server = await EchoServer.StartAsync();
        server.Service.OnUnary = (_, call) =>
        {
            context = call;
            call.UserState["key"] = "left";
            known = (call.Method, call.Host, call.Peer, call.AuthContext.IsPeerAuthenticated);
            Assert.Equal("left", call.GetHttpContext().Items["key"]);
            Assert.Throws<NotSupportedException>(() => call.CreatePropagationToken());
            return Task.FromResult(new EchoResponse());
        };
        await server.Connect().UnaryAsync(new EchoRequest());
        Assert.Equal("/grpc.tests.Echo/Unary", known.Method);
        Assert.Equal(server.Address.Authority, known.Host);
        Assert.StartsWith("ipv4:127.0.0.1:", known.Peer, StringComparison.Ordinal);
        Assert.False(known.Authenticated);
    }

    [Fact]
    public void Metadata_is_a_list_with_keys()
    {
        var metadata = new Metadata { { "A", "1" }, { "b-bin", [2] }, { "a", "3" } };
        Assert.Equal("3", metadata.GetValue("a"));
        Assert.Equal("[Entry: key=a, value=1]", metadata[0].ToString());
        Assert.Equal("[Entry: key=b-bin, valueBytes=Ag==]", metadata[1].ToString());
        Assert.Equal("1"u8.ToArray(), metadata[0].ValueBytes);
        Assert.Null(metadata.Get("c"));
        Assert.Null(metadata.GetValue("c"));
        Assert.Throws<InvalidOperationException>(() => metadata.GetValue("b-bin"));

        var entry = new Metadata.Entry("z", "0");
        metadata.Insert(0, entry);
        Assert.Equal(0, metadata.IndexOf(entry));
        Assert.Contains(entry, metadata);
        var copy = new Metadata.Entry[4];
        metadata.CopyTo(copy, 0);
        Assert.Equal(metadata, copy);
        Assert.True(metadata.Remove(entry));
        metadata.RemoveAt(0);
        metadata[0] = entry;
        Assert.Equal(["z", "a"], metadata.Select(item => item.Key));
        metadata.Clear();
        Assert.Empty(metadata);
        Assert.True(Metadata.Empty.IsReadOnly);
        Assert.Throws<InvalidOperationException>(() => Metadata.Empty.Add("a", "b"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("ä")]
    [InlineData(":path")]
    [InlineData("a-bin")]
    public void A_key_that_cannot_travel_is_refused(string key) => Assert.Throws<ArgumentException>(() => new Metadata.Entry(key, "value"));

    [Fact]
    public void A_key_for_bytes_says_so() => Assert.Throws<ArgumentException>(() => new Metadata.Entry("a", [1]));
}
