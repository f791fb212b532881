namespace KefuChat.Configuration;

/// <summary><c>Kefu:Ims</c>.</summary>
internal sealed class ImsOptions
{
    /// <summary>The setting of <see cref="Groups"/>.</summary>
    public const string GroupsSetting = "Kefu:Ims:Groups";

    /// <summary>Addresses of storage nodes, as in <c>http://10.0.0.5:5081</c>; all of them write to the same store.</summary>
    public IList<string> Endpoints { get; } = [];

    /// <summary>Instead of <see cref="Endpoints"/>: several stores with nodes of their own, over which users are spread.</summary>
    public IList<ImsGroupOptions> Groups { get; } = [];

    /// <summary>All addresses there are.</summary>
    public IEnumerable<string> AllEndpoints => Endpoints.Concat(Groups.SelectMany(group => group.Endpoints));
}
