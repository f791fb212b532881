using System.Net;

namespace KefuChat.Configuration;

/// <summary>Checks what says how roles are spread over processes, and that each can reach the others safely.</summary>
internal static class ClusterOptionsCheck
{
    private const int MinClusterKey = 16;
    private const int MaxGroupName = 32;

    /// <summary>A sentence for each thing that is wrong.</summary>
    public static IEnumerable<string> Failures(KefuOptions options)
    {
        if (!RoleNames.TryParse(options.Roles, out var roles))
        {
            return [$"Kefu:Roles is '{options.Roles}'; it is one or more of {RoleNames.All}, separated by commas."];
        }

        return (options.Ims.Groups.Count == 0
                ? Nodes("Kefu:Ims:Endpoints", options.Ims.Endpoints, roles, Roles.Ims)
                : Groups(options.Ims, roles))
            .Concat(Nodes("Kefu:Imr:Endpoints", options.Imr.Endpoints, roles, Roles.Imr))
            .Concat(Grpc(options.Grpc.Url, roles))
            .Concat(ClusterKey(options));
    }

    private static IEnumerable<string> Nodes(string setting, IList<string> endpoints, Roles roles, Roles role)
    {
        var isNeeded = roles.HasFlag(Roles.Gateway) && !roles.HasFlag(role);
        var name = RoleNames.Of(role);
        if (isNeeded && endpoints.Count == 0)
        {
            yield return $"{setting} is empty; a gateway that does not play {name} itself needs the address of a process that does, as in {setting}:0=http://10.0.0.5:5081.";
        }
        else if (!isNeeded && endpoints.Count > 0)
        {
            yield return $"{setting} is given to a process that has no use for it: Kefu:Roles {(roles.HasFlag(role) ? $"has {name}" : "has no gateway")}.";
        }

        foreach (var failure in Addresses(setting, endpoints).Append(Once(setting, endpoints)).OfType<string>())
        {
            yield return failure;
        }
    }

    private static IEnumerable<string> Groups(ImsOptions ims, Roles roles)
    {
        const string setting = ImsOptions.GroupsSetting;
        if (roles.HasFlag(Roles.Ims) || !roles.HasFlag(Roles.Gateway))
        {
            yield return $"{setting} is given to a process that has no use for it: Kefu:Roles {(roles.HasFlag(Roles.Ims) ? "has ims" : "has no gateway")}.";
        }

        if (ims.Endpoints.Count > 0)
        {
            yield return $"{setting} and Kefu:Ims:Endpoints are both given; it is one or the other.";
        }

        for (var i = 0; i < ims.Groups.Count; i++)
        {
            var group = ims.Groups[i];
            if (!IsGroupName(group.Name))
            {
                yield return $"{setting}:{i}:Name is '{group.Name}'; it is 1 to {MaxGroupName} small letters, digits and hyphens, as in a.";
            }

            if (group.Endpoints.Count == 0)
            {
                yield return $"{setting}:{i}:Endpoints is empty; a group has the address of a storage node or more, as in {setting}:{i}:Endpoints:0=http://10.0.0.5:5081.";
            }

            foreach (var failure in Addresses($"{setting}:{i}:Endpoints", group.Endpoints))
            {
                yield return failure;
            }
        }

        if (ims.Groups.DistinctBy(group => group.Name).Count() < ims.Groups.Count)
        {
            yield return $"{setting} has a name twice; each group has one of its own.";
        }

        if (Once(setting, [.. ims.AllEndpoints]) is { } twice)
        {
            yield return twice;
        }
    }

    private static IEnumerable<string> Addresses(string setting, IList<string> endpoints) => endpoints
        .Select((endpoint, i) => IsAddress(endpoint, anyPort: false) ? null : $"{setting}:{i} is '{endpoint}'; it is an address as in http://10.0.0.5:5081.")
        .OfType<string>();

    private static string? Once(string setting, IList<string> endpoints) =>
        endpoints.Distinct(StringComparer.OrdinalIgnoreCase).Count() < endpoints.Count ? $"{setting} has an address twice; each is given once." : null;

    private static bool IsGroupName(string name) =>
        name.Length is >= 1 and <= MaxGroupName && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    private static IEnumerable<string> Grpc(string url, Roles roles)
    {
        if (url.Length > 0 && !IsAddress(url, anyPort: true))
        {
            yield return $"Kefu:Grpc:Url is '{url}'; it is an address as in http://127.0.0.1:5081, or empty to serve no other process.";
        }
        else if (url.Length == 0 && !roles.HasFlag(Roles.Gateway))
        {
            yield return "Kefu:Grpc:Url is empty; a process whose only roles are ims and imr serves them there, as in http://127.0.0.1:5081.";
        }
        else if (url.Length > 0 && roles == Roles.Gateway)
        {
            yield return "Kefu:Grpc:Url is given to a process that plays neither ims nor imr; a gateway serves nothing there.";
        }
    }

    private static IEnumerable<string> ClusterKey(KefuOptions options)
    {
        if (options.ClusterKey.Length is > 0 and < MinClusterKey)
        {
            yield return $"Kefu:ClusterKey has fewer than {MinClusterKey} characters; it is a secret of {MinClusterKey} or more.";
        }

        if (options.ClusterKey.Any(c => c is < '!' or > '~'))
        {
            yield return "Kefu:ClusterKey has a character that is not printable ASCII, or a space; it travels in a header.";
        }

        string[] addresses = [options.Grpc.Url, .. options.Ims.AllEndpoints, .. options.Imr.Endpoints];
        if (options.ClusterKey.Length == 0 && Array.Find(addresses, IsBeyondLoopback) is { } exposed)
        {
            yield return $"Kefu:ClusterKey is empty, but {exposed} is not on loopback; give all processes one secret of {MinClusterKey} or more characters.";
        }
    }

    private static bool IsAddress(string value, bool anyPort) =>
        Uri.TryCreate(value, UriKind.Absolute, out var uri)
        && uri.Scheme is "http" or "https"
        && (uri.Port > 0 || anyPort)
        && uri is { PathAndQuery: "/", Fragment: "", UserInfo: "" };

    private static bool IsBeyondLoopback(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && !uri.IsLoopback
        && !(IPAddress.TryParse(uri.Host, out var ip) && IPAddress.IsLoopback(ip));
}
