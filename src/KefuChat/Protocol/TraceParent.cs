using System.Diagnostics;

namespace KefuChat.Protocol;

/// <summary>
/// The span that caused something, here or in another process (W3C Trace Context). A reference, which is null for all that
/// is not traced: what carries one pays a pointer for it and no more.
/// </summary>
/// <param name="Context">Which span, and of which trace.</param>
internal sealed record TraceParent(ActivityContext Context);
