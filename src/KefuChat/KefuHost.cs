using System.Net.Sockets;
using KefuChat.Connections;
using KefuChat.Storage;
using Microsoft.Extensions.Options;

namespace KefuChat;

/// <summary>Runs the program, and says in plain words why it does not start.</summary>
internal static class KefuHost
{
    /// <summary>Runs until stopped. The exit code: 0 after a graceful stop, 1 when it could not start.</summary>
    public static async Task<int> RunKefuAsync(this WebApplication app)
    {
        // Taken now: after a start that failed there is no host left to ask.
        var started = app.Lifetime.ApplicationStarted;
        var urls = app.Configuration[WebHostDefaults.ServerUrlsKey];
        try
        {
            // Everything that can refuse to start does so before a port is open.
            app.Services.GetRequiredService<IMessageStore>();
            app.DrainConnectionsOnStop();
            app.Services.GetRequiredService<Startup>().TellWhenStarted(app.Urls);
            await app.RunAsync();
            return 0;
        }
        catch (Exception e) when (!started.IsCancellationRequested)
        {
            // What stops a start is a setting, a file or a port; a trace of our code would only hide which.
            await Console.Error.WriteLineAsync("KefuChat does not start:");
            IEnumerable<string> reasons = e switch
            {
                OptionsValidationException invalid => invalid.Failures,
                SocketException => [$"Urls is {urls}, where this machine cannot listen: {e.Message}"],
                _ => [e.Message],
            };
            foreach (var reason in reasons)
            {
                await Console.Error.WriteLineAsync("  " + reason);
            }

            return 1;
        }
    }
}
