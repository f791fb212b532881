using System.Net;
using KefuChat.Tests.EndToEnd;

namespace KefuChat.Tests.Processes.Cluster;

/// <summary>A process does what its roles say, and no more.</summary>
public sealed class RoleProcessTests : ProcessTest
{
    private const string AnyPort = "--Kefu:Grpc:Url=http://127.0.0.1:0";

    [Fact]
    public async Task A_storage_node_serves_storage_opens_no_HTTP_port_and_stops_when_told()
    {
        await using var ims = await ServerProcess.StartRoleAsync(DataDirectory, "--Kefu:Roles=ims", AnyPort);
        await EndToEndTest.WaitUntilAsync(() => ims.Output.Contains("Its roles are ims", StringComparison.Ordinal));
        Assert.Contains("Serves kefu.ims.v1.Ims, ", ims.Output, StringComparison.Ordinal);
        Assert.Contains($" to other processes on {ims.Address}"[..^1], ims.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("listens on", ims.Output, StringComparison.Ordinal);
        Assert.Equal(["kefu.db", "kefu.db-shm", "kefu.db-wal", "kefu.db.commitlog", "kefu.db.lock"], Directory.GetFiles(DataDirectory).Select(Path.GetFileName).Order(StringComparer.Ordinal));

        ims.Terminate();
        Assert.Equal(0, await ims.WaitForExitAsync(TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public async Task A_routing_node_keeps_nothing_on_disk()
    {
        await using var imr = await ServerProcess.StartRoleAsync(Path.Combine(DataDirectory, "unused"), "--Kefu:Roles=imr", AnyPort);
        await EndToEndTest.WaitUntilAsync(() => imr.Output.Contains("Its roles are imr", StringComparison.Ordinal));
        Assert.Contains("Serves kefu.imr.v1.Imr to other processes on", imr.Output, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(DataDirectory));

        imr.Terminate();
        Assert.Equal(0, await imr.WaitForExitAsync(TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public async Task A_process_that_is_no_gateway_serves_its_health_and_nothing_else_where_it_is_told_to()
    {
        await using var ims = await ServerProcess.StartAsync(DataDirectory, "--Kefu:Roles=ims", AnyPort);
        await EndToEndTest.WaitUntilAsync(() => ims.Output.Contains("health only", StringComparison.Ordinal));
        var address = ims.Output.Split("KefuChat listens on ")[1].Split(',')[0];
        using var http = new HttpClient { BaseAddress = new Uri(address) };

        Assert.Equal("""{"status":"ok"}""", await http.GetStringAsync(new Uri("/readyz", UriKind.Relative)));
        foreach (var path in (string[])["/ws", "/api/tokens", "/demo"])
        {
            using var answer = await http.GetAsync(new Uri(path, UriKind.Relative));
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
    }

    [Fact]
    public async Task A_second_storage_node_on_the_same_file_is_refused_by_name()
    {
        await using var first = await ServerProcess.StartRoleAsync(DataDirectory, "--Kefu:Roles=ims", AnyPort);

        var (exitCode, output) = await ServerProcess.RunAsync(DataDirectory, "--Kefu:Roles=ims", AnyPort);

        Assert.Equal(1, exitCode);
        Assert.Contains($"{Path.Combine(DataDirectory, "kefu.db")} is in use by another process", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_gRPC_port_that_is_taken_is_refused_by_the_name_of_its_setting()
    {
        await using var first = await ServerProcess.StartRoleAsync(DataDirectory, "--Kefu:Roles=imr", AnyPort);
        var url = first.Address.GetLeftPart(UriPartial.Authority);

        var (exitCode, output) = await ServerProcess.RunAsync(DataDirectory, "--Kefu:Roles=imr", $"--Kefu:Grpc:Url={url}");

        Assert.Equal(1, exitCode);
        Assert.Contains($"Kefu:Grpc:Url is {url}, where this machine cannot listen:", output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_gateway_whose_nodes_are_away_starts_and_says_at_readyz_what_is_missing()
    {
        await using var gateway = await ServerProcess.StartAsync(
            DataDirectory,
            "--Kefu:Roles=gateway",
            $"--Kefu:Ims:Endpoints:0=http://127.0.0.1:{FreePort.Next()}",
            $"--Kefu:Imr:Endpoints:0=http://127.0.0.1:{FreePort.Next()}");
        using var http = new HttpClient { BaseAddress = gateway.Address };
        using var answer = await http.GetAsync(new Uri("/readyz", UriKind.Relative));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        var body = await answer.Content.ReadAsStringAsync();
        Assert.Contains("\"storage\":\"", body, StringComparison.Ordinal);
        Assert.Contains("\"routing\":\"", body, StringComparison.Ordinal);
    }
}
