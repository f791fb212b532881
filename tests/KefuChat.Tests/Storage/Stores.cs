using KefuChat.Storage;

namespace KefuChat.Tests.Storage;

/// <summary>The stores of one backend, over the same data.</summary>
/// <param name="Messages">The queues.</param>
internal sealed record Stores(IMessageStore Messages);
