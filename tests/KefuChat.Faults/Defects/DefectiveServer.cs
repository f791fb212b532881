using KefuChat.Configuration;
using KefuChat.Faults.Options;
using KefuChat.Storage;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace KefuChat.Faults.Defects;

/// <summary>
/// The server with a defective store, run by this program: the server itself can be told nothing of the kind.
/// </summary>
internal sealed class DefectiveServer : WebApplicationFactory<KefuOptions>
{
    /// <summary>This program's first argument that makes it such a server; the defect's name and the server's settings follow.</summary>
    public const string Verb = "serve-defective";

    private readonly Defect _defect;
    private readonly IEnumerable<string> _settings;

    private DefectiveServer(Defect defect, IEnumerable<string> settings)
    {
        _defect = defect;
        _settings = settings;
        UseKestrel();
    }

    /// <summary>The command that runs it.</summary>
    public static IEnumerable<string> Command(Defect defect, IEnumerable<string> settings) =>
        ["dotnet", Path.Combine(AppContext.BaseDirectory, "KefuChat.Faults.dll"), Verb, defect.Name, .. settings];

    /// <summary>Runs until stopped; <paramref name="arguments"/> are those behind <see cref="Verb"/>.</summary>
    public static async Task RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        await using var server = new DefectiveServer(Defect.All.Single(defect => defect.Name == arguments[0]), arguments.Skip(1));
        server.StartServer();
        var stopped = server.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, stopped);
        await Task.Delay(Timeout.Infinite, either.Token).ContinueWith(_ => { }, TaskScheduler.Default);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        foreach (var setting in _settings)
        {
            // As in --Kefu:Roles=ims.
            var equals = setting.IndexOf('=', StringComparison.Ordinal);
            builder.UseSetting(setting[2..equals], setting[(equals + 1)..]);
        }

        builder.ConfigureTestServices(services =>
        {
            var good = services.Last(service => service.ServiceType == typeof(IMessageStore)).ImplementationFactory!;
            services.Replace(ServiceDescriptor.Singleton(provider => _defect.Spoil((IMessageStore)good(provider))));
        });
    }
}
