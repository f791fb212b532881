using KefuChat.Load.Options;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace KefuChat.Load.Baselines;

/// <summary>Runs a baseline in this process: <c>baseline NAME --urls URL</c>.</summary>
internal static class BaselineServer
{
    /// <summary>What the program prints before its address, once it listens.</summary>
    public const string ListensOn = "listens on ";

    /// <summary>Makes it end with its standard input, so that it does not outlive the run that started it.</summary>
    public const string UntilInputEnds = "--until-input-ends";

    /// <summary>Serves until <paramref name="stop"/>.</summary>
    /// <param name="arguments">What follows the word <c>baseline</c>.</param>
    /// <param name="stop">Ends it in good order.</param>
    /// <exception cref="OptionException">They are wrong.</exception>
    public static async Task RunAsync(IReadOnlyList<string> arguments, CancellationToken stop)
    {
        if (arguments is not [var name, "--urls", var urls, ..] || arguments.Skip(3).Any(argument => argument != UntilInputEnds))
        {
            throw new OptionException($"baseline: is given as baseline NAME --urls URL [{UntilInputEnds}]");
        }

        var baseline = OptionValue.OneOf("baseline", name, Baseline.All, baseline => baseline.Name);
        var url = OptionValue.LoopbackUrl("--urls", urls);
        await using var app = Build(baseline, url);
        await app.StartAsync(stop);
        Console.WriteLine(ListensOn + app.Urls.Single());

        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        if (arguments.Contains(UntilInputEnds))
        {
            _ = Task.Run(() => EndWithInput(end), CancellationToken.None);
        }

        await app.WaitForShutdownAsync(end.Token);
    }

    private static WebApplication Build(Baseline baseline, Uri url)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        baseline.AddServices(builder.Services);
        var app = builder.Build();
        app.Urls.Clear();
        app.Urls.Add(url.ToString());
        baseline.Map(app);
        return app;
    }

    private static void EndWithInput(CancellationTokenSource end)
    {
        while (Console.In.ReadLine() is not null)
        {
        }

        end.Cancel();
    }
}
