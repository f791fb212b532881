namespace KefuChat.Protocol;

/// <summary>The arithmetic of sync keys: a queue's messages are numbered 1, 2, 3, … with no gap.</summary>
internal static class SyncKeys
{
    /// <summary>The key before this one; 0 stays 0, which is no key.</summary>
    public static long Previous(long key) => key == 0 ? 0 : key - 1;
}
