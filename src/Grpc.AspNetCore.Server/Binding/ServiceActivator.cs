using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Grpc.AspNetCore.Server.Binding;

/// <summary>Has a service for one call: the registered one, or one made for the call and disposed after it.</summary>
internal static class ServiceActivator<TService>
    where TService : class
{
    private static readonly ObjectFactory<TService> Factory = ActivatorUtilities.CreateFactory<TService>([]);

    public static async Task<TResponse> RunAsync<TResponse>(ServerCallContext context, Func<TService, Task<TResponse>> handler)
    {
        var services = context.GetHttpContext().RequestServices;
        if (services.GetService<TService>() is { } registered)
        {
            return await handler(registered);
        }

        var service = Factory(services, []);
        try
        {
            return await handler(service);
        }
        finally
        {
            await Disposal.DisposeAsync(service);
        }
    }

    public static Task RunAsync(ServerCallContext context, Func<TService, Task> handler) =>
        RunAsync(context, async service =>
        {
            await handler(service);
            return true;
        });
}
