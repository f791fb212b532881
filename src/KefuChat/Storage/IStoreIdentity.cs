namespace KefuChat.Storage;

/// <summary>Tells stores apart: what a node says of itself, so that nobody takes two stores for one.</summary>
internal interface IStoreIdentity
{
    /// <summary>Which store this is: the same for every process over the same queues, and for no other; not empty.</summary>
    string Id { get; }
}
