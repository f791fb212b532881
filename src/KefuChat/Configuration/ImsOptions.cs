namespace KefuChat.Configuration;

/// <summary><c>Kefu:Ims</c>.</summary>
internal sealed class ImsOptions
{
    /// <summary>Addresses of storage nodes, as in <c>http://10.0.0.5:5081</c>; all of them write to the same store.</summary>
    public IList<string> Endpoints { get; } = [];
}
