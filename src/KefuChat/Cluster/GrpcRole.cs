namespace KefuChat.Cluster;

/// <summary>A role that other processes can call, by one generated service.</summary>
/// <typeparam name="T">The service's implementation.</typeparam>
/// <param name="name">The service's full name, as in the proto file.</param>
/// <param name="service">The one instance that serves all calls.</param>
internal sealed class GrpcRole<T>(string name, T service) : IGrpcRole
    where T : class
{
    /// <inheritdoc/>
    public string Service => name;

    /// <inheritdoc/>
    public void AddTo(IServiceCollection services) => services.AddSingleton(service);

    /// <inheritdoc/>
    public void MapTo(IEndpointRouteBuilder endpoints) => endpoints.MapGrpcService<T>();
}
