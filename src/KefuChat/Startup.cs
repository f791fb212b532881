using KefuChat.Authentication;
using KefuChat.Configuration;
using KefuChat.Demo;

namespace KefuChat;

/// <summary>What the terminal shows once the server is up: where it listens, where its data lies, what to open.</summary>
internal sealed partial class Startup(
    IHostApplicationLifetime lifetime,
    DataDirectory data,
    AdminKey adminKey,
    IHostEnvironment environment,
    ILogger<Startup> logger)
{
    private readonly ILogger _logger = logger;

    /// <summary>Tells it as soon as the addresses are known.</summary>
    public void TellWhenStarted(ICollection<string> addresses) => lifetime.ApplicationStarted.Register(() =>
    {
        foreach (var address in addresses)
        {
            LogListening(address);
        }

        LogData(data.Path);
        if (adminKey.Path is { } path)
        {
            LogAdminKey(path);
        }

        if (environment.IsDevelopment() && addresses.FirstOrDefault() is { } first)
        {
            LogDemo(first + DemoEndpoints.Path);
        }
    });

    [LoggerMessage(1, LogLevel.Information, "KefuChat listens on {Address}, WebSocket at /ws")]
    private partial void LogListening(string address);

    [LoggerMessage(2, LogLevel.Information, "Data lies in {Directory}")]
    private partial void LogData(string directory);

    [LoggerMessage(3, LogLevel.Information, "The admin key lies in {Path}")]
    private partial void LogAdminKey(string path);

    [LoggerMessage(4, LogLevel.Information, "Demo: open {Address} in a browser")]
    private partial void LogDemo(string address);
}
