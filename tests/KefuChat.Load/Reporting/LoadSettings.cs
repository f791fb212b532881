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
}
