using KefuChat.Protocol;

namespace KefuChat.Faults.Clients;

/// <summary>What a client wrote and what it took over from its queue: its side of the story, for the verification.</summary>
internal sealed class ClientRecord(User user)
{
    public User User => user;

    /// <summary>In the order they were written.</summary>
    public List<SentMessage> Sent { get; } = [];

    /// <summary>In the order they were handed to the application, after the client's own check of their keys.</summary>
    public List<QueueEntry> Received { get; } = [];

    /// <summary>Written, and neither stored, as far as the client knows, nor refused for good.</summary>
    public List<MessageName> Unsettled { get; } = [];

    /// <summary>What the server sent that cannot be read, as far as it could be told.</summary>
    public List<string> Malformed { get; } = [];
}
