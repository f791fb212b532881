using KefuChat.Connections;

namespace KefuChat.Shops;

/// <summary>Adds what shops configure.</summary>
internal static class ShopServices
{
    /// <summary>The documents of stores, sellers, apps and customers, over storage; and which sellers are here.</summary>
    public static IServiceCollection AddKefuShops(this IServiceCollection services)
    {
        services.AddSingleton<IShopOrigins, ShopOrigins>();
        services.AddSingleton<Stores>();
        services.AddSingleton<KnownStores>();
        services.AddSingleton<Sellers>();
        services.AddSingleton<Availabilities>();
        services.AddSingleton<SellerPresence>();
        services.AddSingleton<Apps>();
        services.AddSingleton<CustomerProfiles>();
        services.AddSingleton<QuickReplies>();
        services.AddSingleton<Blocks>();
        return services;
    }
}
