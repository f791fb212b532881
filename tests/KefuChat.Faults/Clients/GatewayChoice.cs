using System.Net;

namespace KefuChat.Faults.Clients;

/// <summary>Which gateway a client goes to: any at first, and another than the last from then on.</summary>
internal sealed class GatewayChoice(IReadOnlyList<IPEndPoint> gateways, Random random)
{
    private int _last = -1;

    public IPEndPoint Next()
    {
        _last = _last < 0 || gateways.Count == 1
            ? random.Next(gateways.Count)
            : (_last + 1 + random.Next(gateways.Count - 1)) % gateways.Count;
        return gateways[_last];
    }
}
