namespace Grpc.Tests.Support;

internal static class Tokens
{
    /// <summary>Completes when the token fires; fails only with the test.</summary>
    public static async Task WhenFiredAsync(this CancellationToken token)
    {
        var fired = new Signal();
        await using var registration = token.Register(fired.Set);
        await fired.WaitAsync();
    }
}
