namespace KefuChat.Tests.Storage.Model;

/// <summary>The model as a backend, so that it is held to the contract it judges others by.</summary>
public sealed class ModelBackend : StoreBackend
{
    private readonly Stores _stores = New();

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>The models of all stores, over the same messages.</summary>
    internal static Stores New()
    {
        var messages = new ModelMessageStore();
        return new Stores(messages, new ModelConversationStore(messages));
    }

    internal override ValueTask<Stores> OpenAsync() => new(_stores);

    internal override ValueTask CloseAsync(Stores stores) => ValueTask.CompletedTask;
}
