namespace Grpc.AspNetCore.Server.Binding;

/// <summary>Disposes what was made for one call, in whichever way it can be.</summary>
internal static class Disposal
{
    public static ValueTask DisposeAsync(object instance)
    {
        switch (instance)
        {
            case IAsyncDisposable disposable:
                return disposable.DisposeAsync();
            case IDisposable disposable:
                disposable.Dispose();
                return ValueTask.CompletedTask;
            default:
                return ValueTask.CompletedTask;
        }
    }
}
