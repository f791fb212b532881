using KefuChat.Protocol;

namespace KefuChat.Push;

/// <summary>Writes a line for each push, with no word of the message.</summary>
internal sealed partial class LoggingPushSender(ILogger<LoggingPushSender> logger) : IPushSender
{
    private readonly ILogger _logger = logger;

    /// <inheritdoc/>
    public void Push(User receiver, Delivery delivery) => LogPush(receiver, delivery.Command, delivery.SyncKey);

    [LoggerMessage(3001, LogLevel.Debug, "Offline push to {Receiver}: {Command} with sync key {SyncKey} waits")]
    private partial void LogPush(User receiver, Command command, long syncKey);
}
