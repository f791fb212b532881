using KefuChat;
using KefuChat.Clients;
using KefuChat.Configuration;
using KefuChat.Connections;
using KefuChat.Demo;
using KefuChat.Http;
using KefuChat.Routing;
using KefuChat.Storage;
using KefuChat.Telemetry;

return await KefuHost.RunAsync(() =>
{
    // appsettings.json lies beside the program, whichever directory it is started from.
    var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
    builder.UseDefaultUrl("http://localhost:5080");
    builder.Services.AddSingleton(TimeProvider.System);
    builder.Services.AddProblemDetails();
    builder.Services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = false);
    builder.Services.AddSingleton<Startup>();
    builder.Services.AddKefuOptions();
    builder.Services.AddKefuTelemetry();
    builder.Services.AddKefuStorage();
    builder.Services.AddKefuRouting();
    builder.Services.AddKefuConnections();
    builder.Services.AddKefuClients();

    // Connections take at most 5 s to close; whatever still holds on after 8 is dropped, and the process is gone within 10.
    builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(8));

    var app = builder.Build();
    app.UseExceptionHandler();
    app.UseStatusCodePages();
    app.UseKefuWebSockets();
    app.MapKefuWebSocket();
    app.MapTokens();
    app.MapHealth();
    if (app.Environment.IsDevelopment())
    {
        app.MapDemo();
    }

    return app;
});
