namespace KefuChat.Faults.Verification;

/// <summary>Which promise was broken.</summary>
internal enum ViolationKind
{
    /// <summary>An acknowledged message is missing in a queue, or never reached a client that was there for it.</summary>
    Lost,

    /// <summary>A message is in a queue twice, or was handed to a client twice.</summary>
    Doubled,

    /// <summary>A sender's messages lie in a queue, or came to a client, in another order than they were sent in.</summary>
    Reordered,

    /// <summary>The keys of a queue, or those a client saw, have a hole.</summary>
    Gap,

    /// <summary>A queue holds what nobody sent, or what was sent to somebody else.</summary>
    Foreign,

    /// <summary>An acknowledgement told another key than the one the message has.</summary>
    WrongKey,

    /// <summary>After the faults were healed a client did not come to rest in time: an outbox not empty, a queue not caught up with.</summary>
    Stuck,

    /// <summary>A process of the cluster ended though nobody ended it.</summary>
    Death,
}
