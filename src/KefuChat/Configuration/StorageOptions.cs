namespace KefuChat.Configuration;

/// <summary><c>Kefu:Storage</c>.</summary>
internal sealed class StorageOptions
{
    /// <summary>Which store: <c>Sqlite</c>.</summary>
    public string Provider { get; set; } = "Sqlite";
}
