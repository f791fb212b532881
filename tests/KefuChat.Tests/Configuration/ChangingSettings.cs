using Microsoft.Extensions.Configuration;

namespace KefuChat.Tests.Configuration;

/// <summary>Settings that change while they are read, as those of a file do.</summary>
internal sealed class ChangingSettings : ConfigurationProvider, IConfigurationSource
{
    /// <summary>What is set from now on; nothing else is.</summary>
    public void Replace(params (string Setting, string Value)[] settings)
    {
        Data = settings.ToDictionary(setting => setting.Setting, string? (setting) => setting.Value, StringComparer.OrdinalIgnoreCase);
        OnReload();
    }

    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;
}
