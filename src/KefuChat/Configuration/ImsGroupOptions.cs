namespace KefuChat.Configuration;

/// <summary>One of <c>Kefu:Ims:Groups</c>: storage nodes that write to the same store, which is the home of its share of the users.</summary>
internal sealed class ImsGroupOptions
{
    /// <summary>What it is known by, as in <c>a</c>: users live where the names of all groups say, so it never changes.</summary>
    public string Name { get; set; } = "";

    /// <summary>Addresses of its nodes, as in <c>http://10.0.0.5:5081</c>.</summary>
    public IList<string> Endpoints { get; } = [];
}
