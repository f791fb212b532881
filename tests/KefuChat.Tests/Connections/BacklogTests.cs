using System.Globalization;
using System.Net;
using System.Net.Sockets;
using KefuChat.Connections;
using KefuChat.Tests.TestClients;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;

namespace KefuChat.Tests.Connections;

/// <summary>
/// Many clients that come at the same moment are all heard, also while nobody accepts them: as many as the system lets wait.
/// </summary>
public sealed class BacklogTests
{
    /// <summary>Kestrel's own default takes 512.</summary>
    private const int MoreThanKestrels = 600;

    private const string SystemLimit = "/proc/sys/net/core/somaxconn";

    /// <summary>What macOS has, where no file tells; Linux had it before 5.4.</summary>
    private const int UsualLimit = 128;

    [Fact]
    public async Task More_clients_may_wait_than_Kestrel_lets()
    {
        using var services = new ServiceCollection()
            .AddLogging()
            .AddKefuConnections()
            .AddSingleton<SocketTransportFactory>()
            .BuildServiceProvider();
        var transport = services.GetRequiredService<SocketTransportFactory>();
        await using var listener = await transport.BindAsync(new IPEndPoint(IPAddress.Loopback, 0));

        var limit = File.Exists(SystemLimit) ? int.Parse(await File.ReadAllTextAsync(SystemLimit), CultureInfo.InvariantCulture) : UsualLimit;
        Socket[] sockets = [.. Enumerable.Range(0, Math.Min(MoreThanKestrels, limit)).Select(_ => new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp))];
        try
        {
            await Task.WhenAll(sockets.Select(socket => socket.ConnectAsync(listener.EndPoint))).WaitAsync(ChatClient.Patience);
        }
        finally
        {
            Array.ForEach(sockets, socket => socket.Dispose());
        }
    }
}
