using System.Globalization;

namespace KefuChat.Maintenance.Backup;

/// <summary>What was copied.</summary>
/// <param name="StoreBytes">How large the store's file is.</param>
/// <param name="HasLog">Whether its commit log was copied as well, which the server runs again when it starts.</param>
/// <param name="Keys">How many generated keys.</param>
/// <param name="Uploads">How many files of uploads, descriptions included.</param>
internal sealed record BackupContents(long StoreBytes, bool HasLog, int Keys, int Uploads)
{
    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"kefu.db ({StoreBytes / 1024.0 / 1024.0:0.0} MiB){(HasLog ? " with its commit log" : "")}, {Keys} generated keys, {Uploads} files of uploads");
}
