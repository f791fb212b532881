namespace KefuChat.Storage;

/// <summary>A message's flags as stores keep them: the wire's, and two of their own.</summary>
internal static class StoredFlags
{
    /// <summary>Sent as CUSTOMER_V2.</summary>
    private const int V2 = 0x100;

    /// <summary>The message has no uuid; what is stored as one is its <see cref="SaveRequest.DedupeId"/>.</summary>
    public const int DedupeId = 0x200;

    /// <summary>The flags of a message to store.</summary>
    public static int Of(SaveRequest request) =>
        (int)request.Message.Flags | (request.Message.IsV2 ? V2 : 0) | (request.DedupeKey != request.Message.Uuid ? DedupeId : 0);

    /// <summary>Whether the message was sent as CUSTOMER_V2.</summary>
    public static bool IsV2(int flags) => (flags & V2) != 0;

    /// <summary>Whether what is stored as uuid is no uuid of the message's.</summary>
    public static bool HasOnlyDedupeId(int flags) => (flags & DedupeId) != 0;
}
