using Grpc.Core;
using Grpc.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Grpc.Tests.Server;

/// <summary>How long streams may live, and how they die with the host.</summary>
public sealed class LifetimeTests
{
    [Fact]
    public async Task A_stream_has_no_total_size()
    {
        await using var server = await EchoServer.StartAsync(
            build: builder => builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = 1000));
        var client = server.Connect();
        using var call = client.Duplex();
        for (var number = 0; number < 10; number++)
        {
            await call.RequestStream.WriteAsync(new EchoRequest { Text = new string('x', 500) });
            await call.ResponseStream.NextAsync();
        }

        // A single request keeps to what the host allows.
        await Assert.ThrowsAsync<RpcException>(() => client.UnaryAsync(new EchoRequest { Text = new string('x', 2000) }).ResponseAsync);
    }

    [Theory]
    [InlineData("Unary", false)]
    [InlineData("Duplex", true)]
    public async Task A_stream_may_be_silent_for_as_long_as_it_likes(string method, bool isLifted)
    {
        var rate = new RecordedRate();
        await using var server = await EchoServer.StartAsync(map: app => app.Use((context, next) =>
        {
            context.Features.Set<IHttpMinRequestBodyDataRateFeature>(rate);
            return next(context);
        }));
        using var raw = new RawClient(server.Address);
        using var response = await raw.PostAsync(method, Frames.Of(new EchoRequest()));
        await response.AssertStatusAsync(StatusCode.OK);
        Assert.Equal(isLifted, rate.MinDataRate is null);
    }

    [Fact]
    public async Task A_handler_that_heeds_the_stop_ends_its_stream_with_its_own_status()
    {
        var log = new ErrorLog();
        await using var server = await EchoServer.StartAsync(build: builder => builder.Logging.AddProvider(log));
        var stopping = server.App.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        var heard = new Signal();
        var calls = 0;
        server.Service.OnDuplex = async (_, responses, _) =>
        {
            var isFirst = Interlocked.Increment(ref calls) == 1;
            await responses.WriteAsync(new EchoResponse());
            await stopping.WhenFiredAsync();
            await (isFirst ? Task.CompletedTask : heard.WaitAsync());
            throw new RpcException(new Status(StatusCode.Unavailable, "stopping"));
        };
        var client = server.Connect();
        using var call = client.Duplex();
        await call.ResponseStream.NextAsync();

        // A connection without calls is closed, which HttpClient may notice before it reads the last call's status.
        using var other = client.Duplex();
        await other.ResponseStream.NextAsync();
        var stop = server.App.StopAsync(TestContext.Current.CancellationToken);
        var exception = await Statuses.AssertFailsAsync(StatusCode.Unavailable, () => call.ResponseStream.MoveNext(CancellationToken.None));
        Assert.Equal("stopping", exception.Status.Detail);
        heard.Set();
        await stop;
        Assert.Empty(log.Errors);
    }

    [Fact]
    public async Task A_handler_that_does_not_is_told_when_the_time_for_the_stop_is_over()
    {
        var log = new ErrorLog();
        var told = new Signal();
        await using var server = await EchoServer.StartAsync(build: builder => builder.Logging.AddProvider(log));
        server.Service.OnDuplex = async (requests, responses, context) =>
        {
            await responses.WriteAsync(new EchoResponse());
            try
            {
                await requests.MoveNext(CancellationToken.None);
            }
            finally
            {
                await context.CancellationToken.WhenFiredAsync();
                told.Set();
            }
        };
        using var call = server.Connect().Duplex();
        await call.ResponseStream.NextAsync();

        // No time at all.
        await server.App.StopAsync(new CancellationToken(canceled: true));
        await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext(CancellationToken.None));
        await told.WaitAsync();
        Assert.Empty(log.Errors);
    }

    [Fact]
    public async Task Only_an_exception_that_nobody_expects_is_logged_as_an_error()
    {
        var log = new ErrorLog();
        await using var server = await EchoServer.StartAsync(build: builder => builder.Logging.AddProvider(log));
        var client = server.Connect();
        server.Service.OnUnary = (_, _) => throw new RpcException(new Status(StatusCode.NotFound, ""));
        await Statuses.AssertFailsAsync(StatusCode.NotFound, client.UnaryAsync(new EchoRequest()));
        Assert.Empty(log.Errors);

        server.Service.OnUnary = (_, _) => throw new InvalidOperationException("unexpected");
        await Statuses.AssertFailsAsync(StatusCode.Unknown, client.UnaryAsync(new EchoRequest()));
        Assert.Equal("The handler of /grpc.tests.Echo/Unary threw an exception.", Assert.Single(log.Errors));
    }

    private sealed class RecordedRate : IHttpMinRequestBodyDataRateFeature
    {
        public MinDataRate? MinDataRate { get; set; } = new(240, TimeSpan.FromSeconds(5));
    }
}
