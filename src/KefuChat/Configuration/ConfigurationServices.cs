using Microsoft.Extensions.Options;

namespace KefuChat.Configuration;

/// <summary>Adds the settings under <c>Kefu</c>.</summary>
internal static class ConfigurationServices
{
    /// <summary>Binds and checks <see cref="KefuOptions"/>; what is wrong stops the start.</summary>
    public static IServiceCollection AddKefuOptions(this IServiceCollection services)
    {
        services.AddSingleton<IValidateOptions<KefuOptions>, KefuOptionsCheck>();
        services.AddOptions<KefuOptions>().Configure<IConfiguration>(Bind).ValidateOnStart();
        return services;
    }

    private static void Bind(KefuOptions options, IConfiguration configuration)
    {
        var section = configuration.GetSection(KefuOptions.Section);
        var unknown = UnknownSettings.Find(section, typeof(KefuOptions)).ToList();
        if (unknown.Count > 0)
        {
            throw new OptionsValidationException(KefuOptions.Section, typeof(KefuOptions), unknown);
        }

        try
        {
            section.Bind(options);
            options.Storage.ConnectionString = configuration.GetConnectionString(KefuOptions.Section) ?? "";
        }
        catch (InvalidOperationException e)
        {
            // The binder's message names the setting's path, the value and the type.
            throw new OptionsValidationException(KefuOptions.Section, typeof(KefuOptions), [e.Message]);
        }
    }
}
