using KefuChat.Shops;

namespace KefuChat.Http.Shops;

/// <summary>Answer of <c>GET /api/apps</c>.</summary>
/// <param name="Apps">In the order of their ids.</param>
/// <param name="Next">Where to ask on; not there at the end.</param>
internal sealed record AppList(IReadOnlyList<App> Apps, string? Next = null);
