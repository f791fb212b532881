namespace KefuChat.Uploads;

/// <summary>Adds the files of conversations.</summary>
internal static class UploadServices
{
    /// <summary>What takes files in, and what gives them out. Who may do so is for an <see cref="IConversationAccess"/> to say.</summary>
    public static IServiceCollection AddKefuUploads(this IServiceCollection services)
    {
        services.AddSingleton<FileLayout>();
        services.AddSingleton<FileStore>();
        services.AddSingleton<FileLinks>();
        services.AddHostedService<UploadCleaner>();
        return services;
    }
}
