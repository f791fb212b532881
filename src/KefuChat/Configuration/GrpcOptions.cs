namespace KefuChat.Configuration;

/// <summary><c>Kefu:Grpc</c>.</summary>
internal sealed class GrpcOptions
{
    /// <summary>Where the roles ims and imr are served, as in <c>http://127.0.0.1:5081</c>; empty: to this process only.</summary>
    public string Url { get; set; } = "";
}
