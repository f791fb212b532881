namespace KefuChat.Configuration;

/// <summary><c>Kefu:Storage</c>.</summary>
internal sealed class StorageOptions
{
    /// <summary>The setting's full name.</summary>
    public const string ProviderSetting = $"{KefuOptions.Section}:{nameof(KefuOptions.Storage)}:{nameof(Provider)}";

    /// <summary>The store in a file of the data directory.</summary>
    public const string Sqlite = "Sqlite";

    /// <summary>The store in the database of <see cref="ConnectionString"/>.</summary>
    public const string Postgres = "Postgres";

    /// <summary>Which store: <c>Sqlite</c> or <c>Postgres</c>.</summary>
    public string Provider { get; set; } = Sqlite;

    /// <summary><c>ConnectionStrings:Kefu</c>: how Npgsql reaches PostgreSQL; several hosts are a primary and its standbys.</summary>
    internal string ConnectionString { get; set; } = "";

    /// <summary>
    /// After how many days messages are dropped, whichever shop's, by whole months; 0: never, else
    /// <see cref="StorageOptionsCheck.MinRetentionDays"/> or more. PostgreSQL only.
    /// </summary>
    public int RetentionDays { get; set; }
}
