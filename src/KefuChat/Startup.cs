using KefuChat.Authentication;
using KefuChat.Configuration;
using KefuChat.Demo;
using KefuChat.Web;
using Microsoft.Extensions.Options;

namespace KefuChat;

/// <summary>
/// What the terminal shows once the process is up: its roles, where it listens, where its data lies, what to open. What
/// a role has no use for is not there.
/// </summary>
internal sealed partial class Startup(
    IHostApplicationLifetime lifetime,
    IOptions<KefuOptions> options,
    IHostEnvironment environment,
    ILogger<Startup> logger,
    DataDirectory? data = null,
    AdminKey? adminKey = null)
{
    private readonly ILogger _logger = logger;

    /// <summary>Tells it as soon as the addresses are known.</summary>
    public void TellWhenStarted(ICollection<string> addresses) => lifetime.ApplicationStarted.Register(() =>
    {
        var isGateway = adminKey is not null;
        foreach (var address in addresses)
        {
            LogListening(address, isGateway ? "WebSocket at /ws" : "health only");
        }

        LogRoles(options.Value.Roles);
        if (data is not null)
        {
            LogData(data.Path);
        }

        if (adminKey?.Path is { } path)
        {
            LogAdminKey(path);
        }

        if (isGateway && addresses.FirstOrDefault() is { } first)
        {
            LogConsole(first + WebEndpoints.Console);
            if (environment.IsDevelopment())
            {
                LogDemo(first + DemoEndpoints.Path);
            }
        }
    });

    [LoggerMessage(1, LogLevel.Information, "KefuChat listens on {Address}, {What}")]
    private partial void LogListening(string address, string what);

    [LoggerMessage(2, LogLevel.Information, "Data lies in {Directory}")]
    private partial void LogData(string directory);

    [LoggerMessage(3, LogLevel.Information, "The admin key lies in {Path}")]
    private partial void LogAdminKey(string path);

    [LoggerMessage(4, LogLevel.Information, "The demo shop is at {Address}")]
    private partial void LogDemo(string address);

    [LoggerMessage(5, LogLevel.Information, "Its roles are {Roles}")]
    private partial void LogRoles(string roles);

    [LoggerMessage(6, LogLevel.Information, "Sellers sign in at {Address}")]
    private partial void LogConsole(string address);
}
