using KefuChat.Storage;

namespace KefuChat.Tests.Storage.Model;

/// <summary>The model as a backend, so that it is held to the contract it judges others by.</summary>
public sealed class ModelBackend : MessageStoreBackend
{
    private readonly ModelMessageStore _store = new();

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    internal override ValueTask<IMessageStore> OpenAsync() => new(_store);

    internal override ValueTask CloseAsync(IMessageStore store) => ValueTask.CompletedTask;
}
