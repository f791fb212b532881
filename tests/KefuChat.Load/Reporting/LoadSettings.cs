using KefuChat.Load.Options;

namespace KefuChat.Load.Reporting;

/// <summary>The options that a result depends on; not the key.</summary>
internal sealed record LoadSettings(
    string Framing, int Customers, int Sellers, int? InFlight, double? Rate, bool Unpersistent, int Bytes, double Seconds, double Warmup)
{
    public static LoadSettings From(LoadOptions options) => new(
        options.Framing.Name,
        options.Customers,
        options.SellerCount,
        options.Rate is null ? options.InFlightLimit : null,
        options.Rate,
        options.Unpersistent,
        options.Bytes,
        options.Seconds,
        options.Warmup);

    /// <summary>All of it but the times, in one line.</summary>
    public string Describe()
    {
        var pace = Rate is { } rate ? $"{rate:N0} messages/s due" : $"{InFlight} in flight each";
        return $"{Framing}, {Customers} customers, {Sellers} sellers, {pace}, {(Unpersistent ? "unpersistent" : "persisted")}, {Bytes} bytes";
    }
}
