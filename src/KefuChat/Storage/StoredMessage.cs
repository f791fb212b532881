using KefuChat.Protocol;

namespace KefuChat.Storage;

/// <summary>An entry of a user's queue.</summary>
/// <param name="Message">The message.</param>
/// <param name="SyncKey">Its key in that queue.</param>
/// <param name="SenderDevice">The id of the device that sent it.</param>
internal sealed record StoredMessage(CustomerMessage Message, long SyncKey, string SenderDevice);
