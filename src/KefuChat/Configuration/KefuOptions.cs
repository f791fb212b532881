using KefuChat.Protocol;

namespace KefuChat.Configuration;

/// <summary>The settings under <c>Kefu</c>, with their defaults. Checked once, at start (<see cref="KefuOptionsCheck"/>).</summary>
internal sealed class KefuOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Kefu";

    /// <summary>The kefu app, where sellers live, 1 to <see cref="User.MaxId"/>. Customers live in other apps.</summary>
    public long AppId { get; set; } = 1;

    /// <summary>Which roles this process plays, separated by commas (<see cref="Configuration.Roles"/>).</summary>
    public string Roles { get; set; } = RoleNames.All;

    /// <summary>The processes that store, for a gateway that does not.</summary>
    public ImsOptions Ims { get; set; } = new();

    /// <summary>The processes that route, for a gateway that does not.</summary>
    public ImrOptions Imr { get; set; } = new();

    /// <summary>The secret the roles know each other by, 16 characters or more; empty: none, on loopback only.</summary>
    public string ClusterKey { get; set; } = "";

    /// <summary>Where this process serves its roles to others.</summary>
    public GrpcOptions Grpc { get; set; } = new();

    /// <summary>Where the SQLite file and generated keys lie; relative to the working directory.</summary>
    public string DataDirectory { get; set; } = "data";

    /// <summary>Bearer key of the admin API; generated and kept in the data directory when empty.</summary>
    public string AdminKey { get; set; } = "";

    /// <summary>How tokens are signed.</summary>
    public TokenOptions Tokens { get; set; } = new();

    /// <summary>What one connection may ask of the server.</summary>
    public LimitOptions Limits { get; set; } = new();

    /// <summary>Origins whose pages may open the WebSocket; empty: the same host, and localhost in Development; <c>*</c>: all.</summary>
    public IList<string> AllowedOrigins { get; } = [];

    /// <summary>The classic framing over TCP.</summary>
    public ClassicOptions Classic { get; set; } = new();

    /// <summary>Where messages are kept.</summary>
    public StorageOptions Storage { get; set; } = new();

    /// <summary>Images and files.</summary>
    public UploadOptions Uploads { get; set; } = new();
}
