using System.Net;
using KefuChat.Faults.Defects;
using KefuChat.Faults.Options;

namespace KefuChat.Faults.Cluster;

/// <summary>The command lines of the cluster's processes.</summary>
internal sealed class NodeCommands(RunDirectory directory, FaultOptions options)
{
    /// <summary>The bearer key of the admin API.</summary>
    public const string AdminKey = "admin-key-of-the-fault-suite";

    /// <summary>Where a node serves HTTP: a gateway its clients, any its health.</summary>
    public const int HttpPort = 5080;

    /// <summary>Where storage and routing serve the gateways.</summary>
    private const int GrpcPort = 5181;

    private static readonly string[] Shared =
    [
        $"--Kefu:AdminKey={AdminKey}",
        "--Kefu:ClusterKey=cluster-key-of-the-fault-suite",
        "--Kefu:Tokens:SigningKeys:0:Id=faults",
        "--Kefu:Tokens:SigningKeys:0:Secret=signing-key-of-the-fault-suite-0",
        "--Kefu:Limits:MessagesPerSecond=0",
    ];

    public IReadOnlyList<string> Gateway(string name, IPAddress address, IEnumerable<IPAddress> stores, IEnumerable<IPAddress> routers) =>
    [
        .. Program(name, address, "gateway"),
        .. options.Store == StoreKind.Groups
            ? stores.SelectMany((store, index) => Group(index, store))
            : stores.Select((store, index) => $"--Kefu:Ims:Endpoints:{index}={Grpc(store)}"),
        .. routers.Select((router, index) => $"--Kefu:Imr:Endpoints:{index}={Grpc(router)}"),
    ];

    /// <summary>A storage node; the one that the defect is in, where the suite is to prove that it finds it.</summary>
    public IReadOnlyList<string> Store(string name, IPAddress address, Databases? databases) =>
    [
        .. options.Defect is { } defect ? DefectiveServer.Command(defect, Settings(name, address, "ims")) : Program(name, address, "ims"),
        $"--Kefu:Grpc:Url={Grpc(address)}",
        .. databases is null ? [] : (string[])["--Kefu:Storage:Provider=Postgres", $"--ConnectionStrings:Kefu={databases.ConnectionString}"],
    ];

    public IReadOnlyList<string> Router(string name, IPAddress address) =>
        [.. Program(name, address, "imr"), $"--Kefu:Grpc:Url={Grpc(address)}"];

    private static IEnumerable<string> Group(int index, IPAddress store) =>
        [$"--Kefu:Ims:Groups:{index}:Name=group-{index + 1}", $"--Kefu:Ims:Groups:{index}:Endpoints:0={Grpc(store)}"];

    private static string Grpc(IPAddress address) => $"http://{address}:{GrpcPort}";

    private IEnumerable<string> Program(string name, IPAddress address, string role) =>
        ["dotnet", Path.Combine(AppContext.BaseDirectory, "KefuChat.dll"), .. Settings(name, address, role)];

    private IEnumerable<string> Settings(string name, IPAddress address, string role) =>
    [
        .. Shared, $"--Kefu:Roles={role}", $"--urls=http://{address}:{HttpPort}", $"--Kefu:DataDirectory={directory.DataOf(name)}",
    ];
}
