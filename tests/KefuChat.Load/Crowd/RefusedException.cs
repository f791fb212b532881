using KefuChat.Load.Protocol;

namespace KefuChat.Load.Crowd;

/// <summary>The server refused a command.</summary>
internal sealed class RefusedException(Command command, Status status) : Exception($"{command} refused with {(int)status} {status}");
