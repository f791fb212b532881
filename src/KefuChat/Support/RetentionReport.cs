namespace KefuChat.Support;

/// <summary>What a store's retention removed.</summary>
/// <param name="Store">The store.</param>
/// <param name="Before">Everything older was to go.</param>
/// <param name="Messages">Messages removed.</param>
/// <param name="Files">Files removed.</param>
internal sealed record RetentionReport(long Store, DateTimeOffset Before, int Messages, int Files);
