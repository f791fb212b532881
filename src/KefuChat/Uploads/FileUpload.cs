using KefuChat.Protocol;

namespace KefuChat.Uploads;

/// <summary>A file that somebody sends.</summary>
/// <param name="Conversation">Where it belongs.</param>
/// <param name="Uploader">Who sends it.</param>
/// <param name="Name">What the sender calls it.</param>
/// <param name="ContentType">What the sender says it is; null when that was not said.</param>
/// <param name="Content">Its bytes, read once from where it stands.</param>
internal sealed record FileUpload(ConversationId Conversation, User Uploader, string? Name, string? ContentType, Stream Content);
