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
        try
        {
            // Everything that can refuse to start does so before a port is open.
            app.Services.GetRequiredService<IMessageStore>();
            app.DrainConnectionsOnStop();
            app.Services.GetRequiredService<Startup>().TellWhenStarted(app.Urls);
            await app.RunAsync();
            return 0;
        }
        catch (Exception e) when (e is OptionsValidationException or StorageRefusedException or IOException or InvalidDataException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync("KefuChat does not start:");
            foreach (var line in e is OptionsValidationException invalid ? invalid.Failures : [e.Message])
            {
                await Console.Error.WriteLineAsync("  " + line);
            }

            return 1;
        }
    }
}
