namespace KefuChat.Tests.Storage.Model;

/// <summary>The model as a backend, so that it is held to the contract it judges others by.</summary>
public sealed class ModelBackend : StoreBackend
{
    private readonly Stores _stores = new(new ModelMessageStore());

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    internal override ValueTask<Stores> OpenAsync() => new(_stores);

    internal override ValueTask CloseAsync(Stores stores) => ValueTask.CompletedTask;
}
