namespace KefuChat.Faults.Clients;

/// <summary>What a user does with a client: to whom and when it writes. Called by the client, one call at a time.</summary>
internal abstract class Habit
{
    /// <summary>Some time has passed.</summary>
    public abstract void OnTick(ChatClient client, long now);

    /// <summary>A message came in.</summary>
    public abstract void OnReceived(ChatClient client, MessageName message, long now);
}
