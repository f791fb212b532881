using KefuChat.Storage.Sharding;
using KefuChat.Storage.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace KefuChat.Tests.Processes;

/// <summary>A server that cannot start says why, in a line or two, and exits with 1.</summary>
public sealed class RefusedStartTests : ProcessTest
{
    [Theory]
    [InlineData("--Kefu:AppId=0", "Kefu:AppId is 0; it may be 1 to")]
    [InlineData("--Kefu:AppId=abc", "Kefu:AppId")]
    [InlineData("--Kefu:Limits:FrameByte=1", "Kefu:Limits:FrameByte is not a setting; Kefu:Limits has FrameBytes,")]
    [InlineData("--Kefu:Storage:Provider=Oracle", "Kefu:Storage:Provider is 'Oracle'; it may be Sqlite or Postgres.")]
    [InlineData("--Kefu:Roles=gateway", "Kefu:Ims:Endpoints is empty; a gateway that does not play ims itself needs")]
    public async Task By_a_setting(string setting, string said)
    {
        var (exitCode, output) = await ServerProcess.RunAsync(DataDirectory, setting);
        Assert.Equal(1, exitCode);
        Assert.Contains(said, output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(DataDirectory, "kefu.db*"));
    }

    [Theory]
    [InlineData("--Kefu:Classic:Tcp=203.0.113.7:23000", "Kefu:Classic:Tcp is 203.0.113.7:23000, where this machine cannot listen")]
    [InlineData("--urls=http://203.0.113.7:80", "203.0.113.7")]
    [InlineData("--urls=garbage", "garbage")]
    [InlineData("--urls=http://localhost:99999", "Urls is http://localhost:99999")]
    [InlineData("-Kefu:AppId=1", "-Kefu:AppId")]
    [InlineData("--urls=https://127.0.0.1:0", "certificate")]
    [InlineData("--OTEL_EXPORTER_OTLP_ENDPOINT=collector:4317", "OTEL_EXPORTER_OTLP_ENDPOINT is 'collector:4317'; it is the address of")]
    public async Task By_an_address(string setting, string said)
    {
        var (exitCode, output) = await ServerProcess.RunAsync(DataDirectory, setting);
        Assert.Equal(1, exitCode);
        Assert.Contains("KefuChat does not start:", output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
        Assert.Contains(said, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task By_a_foreign_file()
    {
        var path = Path.Combine(DataDirectory, "kefu.db");
        await File.WriteAllTextAsync(path, string.Concat(Enumerable.Repeat("not a database ", 1000)));

        var (exitCode, output) = await ServerProcess.RunAsync(DataDirectory);

        Assert.Equal(1, exitCode);
        Assert.Contains($"{path} is damaged or is no KefuChat store", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task By_another_server_on_the_same_data()
    {
        await using var server = await ServerProcess.StartAsync(DataDirectory);

        var (exitCode, output) = await ServerProcess.RunAsync(DataDirectory);

        Assert.Equal(1, exitCode);
        Assert.Contains("in use by another process, which holds", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task By_a_store_that_is_one_of_several_groups()
    {
        using (var store = new SqliteMessageStore(
            Path.Combine(DataDirectory, "kefu.db"), TimeProvider.System, NullLogger<SqliteMessageStore>.Instance))
        {
            await new ShardMembership("a", ["a", "b"]).CheckAsync(new SqliteDocumentStore(store.Database), new SqliteShardStore(store.Database));
        }

        var (exitCode, output) = await ServerProcess.RunAsync(DataDirectory);

        Assert.Equal(1, exitCode);
        Assert.Contains("its store is group a of a, b, but the settings say it is no group of several", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task By_a_port_that_is_taken()
    {
        await using var server = await ServerProcess.StartAsync(DataDirectory);
        var other = Directory.CreateDirectory(Path.Combine(DataDirectory, "other")).FullName;

        var (exitCode, output) = await ServerProcess.RunAsync(other, $"--urls={server.Address}");

        Assert.Equal(1, exitCode);
        Assert.Contains("address already in use", output, StringComparison.Ordinal);
    }
}
