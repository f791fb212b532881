using System.Net.Sockets;
using KefuChat.Cluster;
using KefuChat.Configuration;
using KefuChat.Connections;
using KefuChat.Storage;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.Options;

namespace KefuChat;

/// <summary>Runs the program, and says in plain words why it does not start.</summary>
internal static class KefuHost
{
    /// <summary>
    /// Where the program listens unless it is told, in any of the ways ASP.NET Core knows. Null: nowhere; a process that
    /// is no gateway serves HTTP, which is its health, only when it is told where.
    /// </summary>
    public static void UseDefaultUrl(this WebApplicationBuilder builder, string? url)
    {
        string[] settings = [WebHostDefaults.ServerUrlsKey, WebHostDefaults.HttpPortsKey, WebHostDefaults.HttpsPortsKey];
        if (!Array.TrueForAll(settings, setting => string.IsNullOrEmpty(builder.Configuration[setting])))
        {
            return;
        }

        if (url is null)
        {
            builder.Services.AddSingleton<IServer, NoHttpServer>();
        }
        else
        {
            builder.WebHost.UseUrls(url);
        }
    }

    /// <summary>Runs until stopped. The exit code: 0 after a graceful stop, 1 when it could not start.</summary>
    public static async Task<int> RunAsync(Func<WebApplication> build)
    {
        var started = CancellationToken.None;
        string? urls = null;
        try
        {
            await using var app = build();
            started = app.Lifetime.ApplicationStarted;
            urls = app.Configuration[WebHostDefaults.ServerUrlsKey];

            // Everything that can refuse to start does so before a port is open.
            app.Services.GetRequiredService<IOptions<KefuOptions>>();
            app.Services.GetService<IMessageStore>();
            app.DrainConnectionsOnStop();
            app.Services.GetRequiredService<Startup>().TellWhenStarted(app.Urls);
            await app.RunAsync();
            return 0;
        }
        catch (Exception e) when (e is not HostAbortedException && !started.IsCancellationRequested)
        {
            // What stops a start is a setting, a file or a port; a trace of our code would only hide which.
            await Console.Error.WriteLineAsync("KefuChat does not start:");
            foreach (var reason in Reasons(e, urls))
            {
                await Console.Error.WriteLineAsync("  " + reason);
            }

            return 1;
        }
    }

    private static IEnumerable<string> Reasons(Exception e, string? urls) => e switch
    {
        OptionsValidationException invalid => invalid.Failures,
        SocketException or ArgumentOutOfRangeException => [$"Urls is {urls}, where this machine cannot listen: {e.Message}"],
        InvalidDataException { InnerException: { } cause } => [$"{e.Message} {cause.Message}"],
        _ => [e.Message],
    };
}
