using System.Globalization;
using System.Net.WebSockets;
using KefuChat.Authentication;
using KefuChat.Connections;
using KefuChat.Protocol;
using KefuChat.Tests.TestClients;
using KefuChat.Tests.Time;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace KefuChat.Tests.EndToEnd;

/// <summary>The whole server, in this process, on a data directory of its own.</summary>
internal sealed class KefuServer : WebApplicationFactory<Program>
{
    /// <summary>Of all servers under test.</summary>
    public const string AdminKey = "admin-key-of-the-tests";

    private readonly HostKind _kind;
    private readonly Dictionary<string, string> _settings = [];
    private readonly List<Action<IServiceCollection>> _services = [];
    private readonly bool _ownsData;
    private string _environment = Environments.Production;
    private bool _started;

    /// <summary>Prepares a server; it starts when first asked for a client.</summary>
    /// <param name="kind">On what.</param>
    /// <param name="dataDirectory">Where its data lies; a new directory, deleted at the end, when left away.</param>
    public KefuServer(HostKind kind, string? dataDirectory = null)
    {
        _kind = kind;
        _ownsData = dataDirectory is null;
        DataDirectory = dataDirectory ?? Directory.CreateTempSubdirectory("kefu-test-").FullName;
        Set("Kefu:DataDirectory", DataDirectory);
        Set("Kefu:AdminKey", AdminKey);
        if (kind == HostKind.Kestrel)
        {
            UseKestrel(0);
        }
        else if (kind == HostKind.ConfiguredKestrel)
        {
            UseKestrel();
        }
    }

    public string DataDirectory { get; }

    /// <summary>Sets a setting; before the start.</summary>
    public KefuServer Set(string setting, object value)
    {
        _settings[setting] = Convert.ToString(value, CultureInfo.InvariantCulture)!;
        return this;
    }

    /// <summary>Puts a service in another's place; before the start.</summary>
    public KefuServer Replace<T>(T service)
        where T : class
    {
        _services.Add(services => services.Replace(ServiceDescriptor.Singleton(service)));
        return this;
    }

    /// <summary>Starts it as a developer does, with the demo; before the start.</summary>
    public KefuServer UseDevelopment()
    {
        _environment = Environments.Development;
        return this;
    }

    /// <summary>Lets a test move the clock.</summary>
    public ManualTime UseManualTime()
    {
        var time = new ManualTime();
        Replace<TimeProvider>(time);
        return time;
    }

    /// <summary>A service of the running server.</summary>
    public T Get<T>()
        where T : notnull
    {
        Start();
        return Services.GetRequiredService<T>();
    }

    public string Token(User user, bool isForbidden = false, TimeSpan? ttl = null) => Get<Tokens>().Mint(
        new TokenIdentity(user, isForbidden), Get<TimeProvider>().GetUtcNow() + (ttl ?? TimeSpan.FromHours(1)));

    /// <summary>Opens a WebSocket.</summary>
    public async Task<WebSocket> OpenAsync(string? subprotocol, string? origin = null)
    {
        Start();
        if (_kind == HostKind.InMemory)
        {
            var client = Server.CreateWebSocketClient();
            if (subprotocol is not null)
            {
                client.SubProtocols.Add(subprotocol);
            }

            client.ConfigureRequest = request => request.Headers.Origin = origin;
            return await client.ConnectAsync(new Uri(Server.BaseAddress, "/ws"), CancellationToken.None);
        }

        var socket = new ClientWebSocket();
        if (subprotocol is not null)
        {
            socket.Options.AddSubProtocol(subprotocol);
        }

        if (origin is not null)
        {
            socket.Options.SetRequestHeader("Origin", origin);
        }

        var address = new UriBuilder(ClientOptions.BaseAddress) { Scheme = "ws", Path = "/ws" };
        await socket.ConnectAsync(address.Uri, CancellationToken.None);
        return socket;
    }

    /// <summary>A kefu.v1 client that has not said who it is.</summary>
    public async Task<KefuClient> ConnectAsync()
    {
        var client = new KefuClient(new WebClientSocket(await OpenAsync(KefuV1Codec.Subprotocol)));
        client.Read();
        return client;
    }

    /// <summary>A kefu.v1 client of a user.</summary>
    public async Task<KefuClient> LoginAsync(User user, string deviceId = "device")
    {
        var client = await ConnectAsync();
        await client.LoginAsync(Token(user), deviceId);
        return client;
    }

    /// <summary>A classic client over WebSocket that has not said who it is.</summary>
    public async Task<ClassicClient> ConnectClassicAsync(byte version = 2)
    {
        var client = new ClassicClient(new WebClientSocket(await OpenAsync(null)), version);
        client.Read();
        return client;
    }

    /// <summary>A classic client of a user over WebSocket.</summary>
    public async Task<ClassicClient> LoginClassicAsync(User user, byte version = 2, string deviceId = "device")
    {
        var client = await ConnectClassicAsync(version);
        await client.LoginAsync(Token(user), deviceId);
        return client;
    }

    /// <summary>A classic client over TCP that has not said who it is. <c>Kefu:Classic:Tcp</c> must be set.</summary>
    public async Task<ClassicClient> ConnectTcpAsync(byte version = 2)
    {
        var endPoint = Get<ClassicTcpListener>().EndPoint!;
        var client = new ClassicClient(await TcpClientSocket.ConnectAsync(endPoint), version);
        client.Read();
        return client;
    }

    public void Start()
    {
        if (_started)
        {
            return;
        }

        _started = true;
        if (_kind != HostKind.InMemory)
        {
            StartServer();
        }
        else
        {
            _ = Server;
        }
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment(_environment);
        foreach (var (setting, value) in _settings)
        {
            builder.UseSetting(setting, value);
        }

        builder.UseSetting("Logging:LogLevel:Default", "None");
        builder.UseSetting("Logging:LogLevel:Microsoft", "None");
        builder.ConfigureTestServices(services => _services.ForEach(configure => configure(services)));
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (_ownsData && Directory.Exists(DataDirectory))
        {
            Directory.Delete(DataDirectory, recursive: true);
        }
    }
}
