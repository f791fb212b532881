using Grpc.Core.Interceptors;
using Microsoft.Extensions.DependencyInjection;

namespace Grpc.AspNetCore.Server;

/// <summary>An interceptor to be had for each call.</summary>
public class InterceptorRegistration
{
    private readonly object[] _args;
    private readonly ObjectFactory _factory;

    internal InterceptorRegistration(Type type, object[] arguments)
    {
        Type = type;
        _args = arguments;
        _factory = ActivatorUtilities.CreateFactory(type, [.. arguments.Select(argument => argument.GetType())]);
    }

    /// <summary>Its type.</summary>
    public Type Type { get; }

    /// <summary>For its constructor.</summary>
    public IReadOnlyList<object> Arguments => _args;

    /// <summary>The registered service unless there are arguments, which a registered one would not get; whether it is to be disposed after the call.</summary>
    internal (Interceptor Interceptor, bool IsOwned) Resolve(IServiceProvider services) =>
        _args.Length == 0 && services.GetService(Type) is Interceptor registered
            ? (registered, false)
            : ((Interceptor)_factory(services, _args), true);
}
