using KefuChat;
using KefuChat.Clients;
using KefuChat.Cluster;
using KefuChat.Configuration;
using KefuChat.Connections;
using KefuChat.Connections.WebSockets;
using KefuChat.Demo;
using KefuChat.Http;
using KefuChat.Maintenance;
using KefuChat.Routing;
using KefuChat.Shops;
using KefuChat.Storage;
using KefuChat.Support;
using KefuChat.Telemetry;
using KefuChat.Uploads;
using KefuChat.Web;

if (MaintenanceCommands.AreMeant(args))
{
    return await MaintenanceCommands.RunAsync(args);
}

return await KefuHost.RunAsync(() =>
{
    // appsettings.json lies beside the program, whichever directory it is started from.
    var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
    var roles = RoleNames.Of(builder.Configuration);
    var isGateway = roles.HasFlag(Roles.Gateway);
    builder.UseDefaultUrl(isGateway ? "http://localhost:5080" : null);
    builder.Services.AddSingleton(TimeProvider.System);
    builder.Services.AddProblemDetails();
    builder.Services.AddSingleton<Startup>();
    builder.Services.AddKefuOptions();
    builder.Services.AddKefuTelemetry();
    builder.Services.AddKefuCluster();
    builder.Services.AddKefuStorage(
        roles, builder.Configuration[StorageOptions.ProviderSetting], builder.Configuration.GetSection(ImsOptions.GroupsSetting).GetChildren().Any());
    builder.Services.AddKefuRouting(roles);
    if (isGateway)
    {
        builder.Services.AddKefuSupport();
        builder.Services.AddKefuConnections();
        builder.Services.AddKefuClients();
        builder.Services.AddKefuShops();
        builder.Services.AddKefuUploads();
        builder.Services.AddKefuHttp();
        builder.Services.AddKefuWeb();
        builder.Services.AddKefuDemo();
    }

    // Connections take at most 5 s to close; whatever still holds on after 8 is dropped, and the process is gone within 10.
    builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(8));

    var app = builder.Build();
    app.UseExceptionHandler();
    app.UseStatusCodePages();
    app.MapHealth();
    if (isGateway)
    {
        app.UseKefuApi();
        app.MapKefuWebSocket();
        app.MapKefuApi();
        app.MapKefuWeb();
        app.MapDemo();
    }

    return app;
});
