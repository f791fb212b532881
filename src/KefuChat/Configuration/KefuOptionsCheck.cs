using System.Net;
using System.Text;
using KefuChat.Protocol;
using Microsoft.Extensions.Options;

namespace KefuChat.Configuration;

/// <summary>Checks the values of <see cref="KefuOptions"/>; each failure names the setting and what it may be.</summary>
internal sealed class KefuOptionsCheck : IValidateOptions<KefuOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, KefuOptions options)
    {
        var failures = Failures(options).ToList();
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static IEnumerable<string> Failures(KefuOptions options)
    {
        var limits = options.Limits;
        return new[]
        {
            Range("Kefu:AppId", options.AppId, 1, User.MaxId),
            Range("Kefu:Limits:FrameBytes", limits.FrameBytes, 1024, 1024 * 1024),
            Range("Kefu:Limits:MessagesPerSecond", limits.MessagesPerSecond, 0, 1_000_000),
            Range("Kefu:Limits:MessageBurst", limits.MessageBurst, 1, 1_000_000),
            Range("Kefu:Limits:AuthenticationSeconds", limits.AuthenticationSeconds, 1, 3600),
            Range("Kefu:Limits:IdleSeconds", limits.IdleSeconds, 1, 86_400),
            Range("Kefu:Limits:SendQueueFrames", limits.SendQueueFrames, 16, 1_000_000),
            Range("Kefu:Limits:ConnectionsPerAddress", limits.ConnectionsPerAddress, 0, 1_000_000),
            Range("Kefu:Limits:VisitorsPerMinute", limits.VisitorsPerMinute, 0, 1_000_000),
            Range("Kefu:Limits:UploadsPerMinute", limits.UploadsPerMinute, 0, 1_000_000),
            Range("Kefu:Uploads:MaxBytes", options.Uploads.MaxBytes, 1024, 1024 * 1024 * 1024),
            Range("Kefu:Uploads:LinkSeconds", options.Uploads.LinkSeconds, 60, 604_800),
            Require(options.DataDirectory.Length > 0, "Kefu:DataDirectory is empty; it is a directory."),
            Require(
                options.AdminKey.Length is 0 or >= 16,
                "Kefu:AdminKey has fewer than 16 characters; it is a secret of 16 or more, or empty to have one generated."),
            Require(
                options.Classic.Tcp.Length == 0 || IsEndPoint(options.Classic.Tcp),
                $"Kefu:Classic:Tcp is '{options.Classic.Tcp}'; it is an address and a port as in 0.0.0.0:23000, or empty for no listener."),
        }
        .Concat(ClusterOptionsCheck.Failures(options))
        .Concat(StorageOptionsCheck.Failures(options))
        .Concat(options.AllowedOrigins.Select(Origin))
        .Concat(options.Tokens.SigningKeys.SelectMany(SigningKey))
        .Append(Require(
            options.Tokens.SigningKeys.DistinctBy(key => key.Id).Count() == options.Tokens.SigningKeys.Count,
            "Kefu:Tokens:SigningKeys has two keys of one id; each id is given once."))
        .OfType<string>();
    }

    private static string? Range(string setting, long value, long least, long most) => Require(
        value >= least && value <= most, $"{setting} is {value}; it may be {least} to {most}.");

    private static string? Origin(string origin, int index) => Require(
        origin == "*" || Origins.IsOrigin(origin),
        $"Kefu:AllowedOrigins:{index} is '{origin}'; it is an origin as in https://shop.example, with no path, or *.");

    private static IEnumerable<string?> SigningKey(SigningKeyOptions key, int index)
    {
        yield return Require(
            key.Id.Length is >= 1 and <= 16,
            $"Kefu:Tokens:SigningKeys:{index}:Id is '{key.Id}'; it has 1 to 16 characters.");

        // Any other is escaped in a token, and a token would be longer than a classic client can send.
        yield return Require(
            key.Id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'),
            $"Kefu:Tokens:SigningKeys:{index}:Id is '{key.Id}'; it has letters, digits, '-', '_' and '.' only.");
        yield return Require(
            Encoding.UTF8.GetByteCount(key.Secret) >= SigningKeyOptions.MinSecretBytes,
            $"Kefu:Tokens:SigningKeys:{index}:Secret has fewer than {SigningKeyOptions.MinSecretBytes} bytes.");
    }

    /// <summary>The framework's parser takes a lone address or port for a whole one.</summary>
    private static bool IsEndPoint(string value) =>
        IPEndPoint.TryParse(value, out var endPoint) && value.EndsWith($":{endPoint.Port}", StringComparison.Ordinal);

    private static string? Require(bool condition, string failure) => condition ? null : failure;
}
