namespace KefuChat.Faults.Verification;

/// <summary>Which promise was broken.</summary>
internal enum ViolationKind
{
    /// <summary>An acknowledged message is missing in a queue, or an entry that a client took is there no longer.</summary>
    Lost,

    /// <summary>A message is in a queue twice, or was handed to a client twice.</summary>
    Doubled,

    /// <summary>A sender's messages to a receiver lie in a queue in another order than they were sent in.</summary>
    Reordered,

    /// <summary>The keys of a queue, or those a client saw, have a hole.</summary>
    Gap,

    /// <summary>A queue holds what nobody sent, what is not whole, or what was sent to somebody else.</summary>
    Foreign,

    /// <summary>An acknowledgement, or a delivery, told another key than the one the message has.</summary>
    WrongKey,

    /// <summary>A message that nothing is wrong with was refused for good.</summary>
    Refused,

    /// <summary>The server sent what the protocol does not allow.</summary>
    Malformed,

    /// <summary>After the faults were healed a client did not come to rest in time: an outbox not empty, a queue not caught up with or not to be read.</summary>
    Stuck,

    /// <summary>A process of the cluster ended though nobody ended it.</summary>
    Death,
}
