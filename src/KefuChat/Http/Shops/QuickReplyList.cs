using KefuChat.Shops;

namespace KefuChat.Http.Shops;

/// <summary>Answer of the calls that list quick replies.</summary>
/// <param name="QuickReplies">In the order they were made.</param>
/// <param name="Next">Where to ask on; not there at the end.</param>
internal sealed record QuickReplyList(IReadOnlyList<QuickReply> QuickReplies, string? Next = null);
