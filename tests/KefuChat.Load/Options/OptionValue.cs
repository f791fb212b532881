using System.Globalization;
using System.Net;

namespace KefuChat.Load.Options;

/// <summary>Reads the values of options, each with an error that names the option and says what it may be.</summary>
internal static class OptionValue
{
    public static int Integer(string name, string value, int least, int most) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new OptionException($"{name} {value}: must be a whole number from {least} to {most}");

    /// <summary>Whole numbers with commas between them.</summary>
    public static IEnumerable<int> Integers(string name, string value, int least, int most) =>
        value.Split(',').Select(number => Integer(name, number, least, most));

    /// <summary>The one of <paramref name="choices"/> that is called so.</summary>
    public static T OneOf<T>(string name, string value, IReadOnlyList<T> choices, Func<T, string> nameOf)
        where T : class =>
        choices.FirstOrDefault(choice => nameOf(choice) == value)
            ?? throw new OptionException($"{name} {value}: must be one of {string.Join(", ", choices.Select(nameOf))}");

    public static double Number(string name, string value, double least, double most) =>
        double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new OptionException($"{name} {value}: must be a number from {least} to {most}");

    /// <summary>
    /// The server's address. Only loopback: this program must never be pointed at somebody else's server. A name is not
    /// looked up, so that it cannot lead elsewhere; localhost is 127.0.0.1.
    /// </summary>
    public static Uri LoopbackUrl(string name, string value)
    {
        if (!Uri.TryCreate(value, UriKind.Absolute, out var url) || url.Scheme != Uri.UriSchemeHttp || url.PathAndQuery != "/")
        {
            throw new OptionException($"{name} {value}: must be http://HOST:PORT, without a path");
        }

        if (url.DnsSafeHost.Equals("localhost", StringComparison.OrdinalIgnoreCase))
        {
            return new UriBuilder(url) { Host = IPAddress.Loopback.ToString() }.Uri;
        }

        return IPAddress.TryParse(url.DnsSafeHost, out var address) && IPAddress.IsLoopback(address)
            ? url
            : throw new OptionException($"{name} {value}: the load program only talks to loopback (127.0.0.1, [::1] or localhost)");
    }

    /// <summary>The first line of a file, which is where a key is kept.</summary>
    public static string KeyFile(string name, string path)
    {
        try
        {
            return File.ReadLines(path).FirstOrDefault(line => line.Trim().Length > 0)?.Trim()
                ?? throw new OptionException($"{name} {path}: the file is empty");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new OptionException($"{name} {path}: {e.Message}");
        }
    }
}
