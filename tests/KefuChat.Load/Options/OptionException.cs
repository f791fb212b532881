namespace KefuChat.Load.Options;

/// <summary>The command line is wrong; the message names the option.</summary>
internal sealed class OptionException(string message) : Exception(message);
