using KefuChat.Support;

namespace KefuChat.Http.CustomerData;

/// <summary>What retention removed.</summary>
/// <param name="Stores">One entry for each store that has a limit.</param>
internal sealed record RetentionView(IReadOnlyList<RetentionReport> Stores);
