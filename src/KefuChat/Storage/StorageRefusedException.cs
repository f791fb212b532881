namespace KefuChat.Storage;

/// <summary>
/// What lies where the store should be cannot be used: damaged, another program's, of a later version, or in use by
/// another process. Stops the start; the file is left as it is.
/// </summary>
internal sealed class StorageRefusedException(string message, Exception? cause = null) : Exception(message, cause);
