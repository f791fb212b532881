namespace KefuChat.Configuration;

/// <summary>Roles as they are spelt in the settings.</summary>
internal static class RoleNames
{
    /// <summary>All of them, which is the default.</summary>
    public const string All = "gateway,ims,imr";

    /// <summary>How one is spelt.</summary>
    public static string Of(Roles role) => role switch
    {
        Roles.Gateway => "gateway",
        Roles.Ims => "ims",
        Roles.Imr => "imr",
        _ => throw new ArgumentOutOfRangeException(nameof(role)),
    };

    /// <summary>The roles a process is configured to play; all of them where that is no list of roles, which stops the start.</summary>
    public static Roles Of(IConfiguration configuration) =>
        TryParse(configuration[$"{KefuOptions.Section}:{nameof(KefuOptions.Roles)}"] ?? All, out var roles)
            ? roles
            : Roles.Gateway | Roles.Ims | Roles.Imr;

    /// <summary>Reads a list. False: it has none, or something that is no role.</summary>
    public static bool TryParse(string value, out Roles roles)
    {
        roles = Roles.None;
        foreach (var name in value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (Array.Find((Roles[])[Roles.Gateway, Roles.Ims, Roles.Imr], role => Of(role) == name) is not (not Roles.None and var role))
            {
                return false;
            }

            roles |= role;
        }

        return roles != Roles.None;
    }
}
