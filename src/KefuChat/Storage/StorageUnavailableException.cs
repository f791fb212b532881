namespace KefuChat.Storage;

/// <summary>Storage cannot answer now; the same call may succeed later.</summary>
internal sealed class StorageUnavailableException(string message, Exception? cause = null) : Exception(message, cause);
