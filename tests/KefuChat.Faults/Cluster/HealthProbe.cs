namespace KefuChat.Faults.Cluster;

/// <summary>Asks a node over HTTP whether it lives.</summary>
internal static class HealthProbe
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    // A proxy from the environment does not lead to the nodes.
    private static readonly HttpClient Http = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(2) };

    /// <summary>Completes when the node at <paramref name="address"/> answers.</summary>
    public static async Task WaitAsync(Uri address, CancellationToken cancellation)
    {
        var question = new Uri(address, "/healthz");
        while (!await IsAliveAsync(question, cancellation))
        {
            await Task.Delay(Interval, cancellation);
        }
    }

    private static async Task<bool> IsAliveAsync(Uri question, CancellationToken cancellation)
    {
        try
        {
            using var response = await Http.GetAsync(question, cancellation);
            return response.IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException || (e is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return false;
        }
    }
}
