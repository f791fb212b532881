namespace KefuChat.Configuration;

/// <summary>Checks what says where messages are kept.</summary>
internal static class StorageOptionsCheck
{
    /// <summary>A sentence for each thing that is wrong.</summary>
    public static IEnumerable<string> Failures(KefuOptions options)
    {
        var storage = options.Storage;
        if (storage.Provider is not (StorageOptions.Sqlite or StorageOptions.Postgres))
        {
            yield return $"Kefu:Storage:Provider is '{storage.Provider}'; it may be {StorageOptions.Sqlite} or {StorageOptions.Postgres}.";
        }

        if (storage is { Provider: StorageOptions.Postgres, ConnectionString: "" }
            && RoleNames.TryParse(options.Roles, out var roles) && roles.HasFlag(Roles.Ims))
        {
            yield return "Kefu:Storage:Provider is Postgres, and ConnectionStrings:Kefu is empty; it says how to reach it, as in Host=10.0.0.7;Database=kefu;Username=kefu;Password=…";
        }
    }
}
