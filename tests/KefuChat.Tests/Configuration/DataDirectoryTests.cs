using System.Runtime.Versioning;
using KefuChat.Authentication;
using KefuChat.Configuration;
using Microsoft.Extensions.Options;

namespace KefuChat.Tests.Configuration;

public sealed class DataDirectoryTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("kefu-data-").FullName;
    private readonly DataDirectory _data;

    public DataDirectoryTests() => _data = new DataDirectory(Options.Create(new KefuOptions { DataDirectory = Path.Combine(_root, "new", "data") }));

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void A_secret_is_created_once_and_kept()
    {
        var first = _data.ReadOrCreateSecret("some.key");
        Assert.Equal(43, first.Length);
        Assert.Equal(first, File.ReadAllText(_data.File("some.key")));
        Assert.Equal(first, _data.ReadOrCreateSecret("some.key"));
        Assert.NotEqual(first, _data.ReadOrCreateSecret("other.key"));
    }

    [Fact]
    public void Processes_that_start_on_one_directory_at_once_agree_on_the_secret()
    {
        for (var round = 0; round < 20; round++)
        {
            var name = $"round-{round}.key";
            var secrets = new string[8];
            Parallel.For(0, secrets.Length, new ParallelOptions { MaxDegreeOfParallelism = secrets.Length }, i => secrets[i] = _data.ReadOrCreateSecret(name));

            Assert.Single(secrets.Distinct());
        }

        Assert.Equal(20, Directory.GetFiles(_data.Path).Length);
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void Only_the_owner_can_read_what_is_created()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there are no Unix file modes on Windows");
        _data.ReadOrCreateSecret("some.key");

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_data.Path));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_data.File("some.key")));
        Assert.Equal([_data.File("some.key")], Directory.GetFiles(_data.Path));
    }

    [Fact]
    public void A_key_file_that_holds_no_key_stops_the_start_and_is_named()
    {
        File.WriteAllText(_data.File("admin.key"), "\n");
        var refusal = Assert.Throws<InvalidDataException>(() => new AdminKey(Options.Create(new KefuOptions()), _data));
        Assert.Contains(_data.File("admin.key"), refusal.Message, StringComparison.Ordinal);
    }
}
