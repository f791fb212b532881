namespace KefuChat.Configuration;

/// <summary><c>Kefu:Imr</c>.</summary>
internal sealed class ImrOptions
{
    /// <summary>Addresses of routing nodes, as in <c>http://10.0.0.6:5082</c>; spelt the same on every gateway.</summary>
    public IList<string> Endpoints { get; } = [];
}
