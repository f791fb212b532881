using KefuChat.Connections;

namespace KefuChat.Shops;

/// <summary>Adds what shops configure.</summary>
internal static class ShopServices
{
    /// <summary>The documents of stores, sellers, apps and customers, over storage.</summary>
    public static IServiceCollection AddKefuShops(this IServiceCollection services)
    {
        services.AddSingleton<IShopOrigins, ShopOrigins>();
        return services;
    }
}
