using KefuChat.Storage;
using KefuChat.Storage.Conversations;

namespace KefuChat.Tests.Storage;

/// <summary>The stores of one backend, over the same data.</summary>
/// <param name="Messages">The queues.</param>
/// <param name="Conversations">The queues' messages as conversations.</param>
internal sealed record Stores(IMessageStore Messages, IConversationStore Conversations);
