using System.CommandLine;
using KefuChat.Configuration;

namespace KefuChat.Maintenance;

/// <summary>The settings commands share with the server: its appsettings.json and its environment.</summary>
internal static class MaintenanceSettings
{
    /// <summary>The option that names a data directory.</summary>
    public static Option<string?> DataDirectoryOption() => new("--data-directory")
    {
        HelpName = "DIR",
        Description = "The data directory; Kefu:DataDirectory of appsettings.json or the environment otherwise.",
    };

    /// <summary>The settings, as the server reads them without arguments.</summary>
    public static IConfiguration Read() =>
        WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory }).Configuration;

    /// <summary>The absolute path of the data directory; it need not exist.</summary>
    /// <param name="given">What the option says, or null.</param>
    public static string DataDirectory(string? given) => Path.GetFullPath(
        given ?? Read()[$"{KefuOptions.Section}:{nameof(KefuOptions.DataDirectory)}"] ?? new KefuOptions().DataDirectory);
}
