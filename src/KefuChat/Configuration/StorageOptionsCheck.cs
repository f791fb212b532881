namespace KefuChat.Configuration;

/// <summary>Checks what says where messages are kept.</summary>
internal static class StorageOptionsCheck
{
    /// <summary>So long a message that is sent again is known.</summary>
    public const int MinRetentionDays = 7;

    private const int MaxRetentionDays = 36_500;

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

        if (storage.RetentionDays is not (0 or (>= MinRetentionDays and <= MaxRetentionDays)))
        {
            yield return $"Kefu:Storage:RetentionDays is {storage.RetentionDays}; it may be {MinRetentionDays} to {MaxRetentionDays}, or 0 for ever.";
        }
        else if (storage is { Provider: StorageOptions.Sqlite, RetentionDays: > 0 })
        {
            yield return $"Kefu:Storage:RetentionDays is {storage.RetentionDays}, which only {StorageOptions.Postgres} can; with {StorageOptions.Sqlite} each store says what it keeps.";
        }
    }
}
