using Grpc.Core;
using Grpc.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Grpc.Tests.Server;

/// <summary>How services become endpoints.</summary>
public sealed class BindingTests
{
    [Fact]
    public async Task A_service_that_is_not_registered_is_made_and_disposed_for_each_call()
    {
        var made = new List<OwnedExtra>();
        await using var server = await EchoServer.StartAsync(
            build: builder => builder.Services.AddSingleton(made), map: app => app.MapGrpcService<OwnedExtra>());
        var client = new Extra.ExtraClient(server.Channel());
        await client.UnaryAsync(new EchoRequest());
        await Statuses.AssertFailsAsync(StatusCode.Unknown, client.UnaryAsync(new EchoRequest { Text = "fail" }));
        Assert.Equal(2, made.Count);
        Assert.All(made, service => Assert.True(service.IsDisposed));
    }

    [Fact]
    public async Task A_scoped_service_is_one_for_each_call()
    {
        var made = new List<OwnedExtra>();
        await using var server = await EchoServer.StartAsync(
            build: builder => builder.Services.AddSingleton(made).AddScoped<OwnedExtra>(), map: app => app.MapGrpcService<OwnedExtra>());
        var client = new Extra.ExtraClient(server.Channel());
        await client.UnaryAsync(new EchoRequest());
        await client.UnaryAsync(new EchoRequest());
        Assert.Equal(2, made.Count);
    }

    [Fact]
    public async Task What_is_written_on_a_service_and_asked_of_its_endpoints_counts()
    {
        await using var server = await EchoServer.StartAsync(
            build: builder => builder.Services.AddSingleton(new List<OwnedExtra>()),
            map: app =>
            {
                app.Use(async (context, next) =>
                {
                    if (context.GetEndpoint()?.Metadata.GetMetadata<ITagsMetadata>() is { Tags: ["closed"] })
                    {
                        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
                        return;
                    }

                    await next(context);
                });
                app.MapGrpcService<OwnedExtra>().WithTags("closed");
            });
        var endpoint = server.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.Single(endpoint => endpoint.DisplayName == "gRPC - /grpc.tests.Extra/Unary");
        Assert.NotNull(endpoint.Metadata.GetMetadata<System.ComponentModel.DescriptionAttribute>());
        await Statuses.AssertFailsAsync(StatusCode.Unauthenticated, new Extra.ExtraClient(server.Channel()).UnaryAsync(new EchoRequest()));
        await server.Connect().UnaryAsync(new EchoRequest());
    }

    [Fact]
    public async Task Mapping_needs_AddGrpc_and_a_service()
    {
        var builder = WebApplication.CreateSlimBuilder();
        await using var bare = builder.Build();
        Assert.Throws<InvalidOperationException>(() => bare.MapGrpcService<ScriptedEcho>());

        builder = WebApplication.CreateSlimBuilder();
        Assert.Same(builder.Services, builder.Services.AddGrpc().Services);
        await using var app = builder.Build();
        Assert.Throws<InvalidOperationException>(() => app.MapGrpcService<List<int>>());
    }

    /// <summary>Not used by the server; generated code makes it.</summary>
    [Fact]
    public void Generated_code_can_collect_its_methods() => Assert.NotNull(Echo.BindService(new ScriptedEcho()));

    [Fact]
    public void A_call_from_elsewhere_has_no_HTTP_context() =>
        Assert.Throws<InvalidOperationException>(() => new FakeCallContext().GetHttpContext());

    [System.ComponentModel.Description("Any attribute would do.")]
    private sealed class OwnedExtra : Extra.ExtraBase, IDisposable
    {
        public OwnedExtra(List<OwnedExtra> made) => made.Add(this);

        public bool IsDisposed { get; private set; }

        public override Task<EchoResponse> Unary(EchoRequest request, ServerCallContext context) =>
            request.Text == "fail" ? throw new InvalidOperationException() : Task.FromResult(new EchoResponse());

        public void Dispose() => IsDisposed = true;
    }
}
