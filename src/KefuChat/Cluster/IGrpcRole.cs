namespace KefuChat.Cluster;

/// <summary>A role that other processes can call.</summary>
internal interface IGrpcRole
{
    /// <summary>The full name of its service, which health checks ask by.</summary>
    string Service { get; }

    /// <summary>Gives its service to the server that will call it.</summary>
    void AddTo(IServiceCollection services);

    /// <summary>Maps its calls.</summary>
    void MapTo(IEndpointRouteBuilder endpoints);
}
