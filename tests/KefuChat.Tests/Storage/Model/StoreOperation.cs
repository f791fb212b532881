namespace KefuChat.Tests.Storage.Model;

/// <summary>One call of a random sequence.</summary>
/// <param name="Name">The call as one would write it.</param>
/// <param name="AskAsync">Makes it, and gives the answer as text.</param>
internal sealed record StoreOperation(string Name, Func<Stores, Task<string>> AskAsync)
{
    /// <summary>Closes the store and opens it again.</summary>
    public static readonly StoreOperation Reopen = new("reopen", _ => Task.FromResult(""));

    public override string ToString() => Name;
}
