using KefuChat.Configuration;
using Microsoft.Extensions.Options;

namespace KefuChat.Tests.Configuration;

/// <summary>Which roles a process may play, and what it must be told for it. Settings are written as on a command line.</summary>
public sealed class ClusterOptionsTests
{
    private const string Key = "Kefu:ClusterKey=a-secret-of-the-tests";

    [Theory]
    [InlineData("Kefu:Roles=gateway,ims,imr")]
    [InlineData("Kefu:Roles= imr , gateway,ims ")]
    [InlineData("Kefu:Roles=gateway,ims,imr", "Kefu:Grpc:Url=http://127.0.0.1:0")]
    [InlineData("Kefu:Roles=ims", "Kefu:Grpc:Url=http://localhost:5081")]
    [InlineData("Kefu:Roles=ims,imr", "Kefu:Grpc:Url=https://[::1]:5081/")]
    [InlineData("Kefu:Roles=imr", "Kefu:Grpc:Url=http://0.0.0.0:5082", Key)]
    [InlineData("Kefu:Roles=gateway", "Kefu:Ims:Endpoints:0=http://127.0.0.1:5081", "Kefu:Imr:Endpoints:0=http://127.0.0.1:5082", "Kefu:Imr:Endpoints:1=http://127.0.0.1:5083")]
    [InlineData("Kefu:Roles=gateway,imr", "Kefu:Ims:Endpoints:0=https://ims.example:443", Key)]
    [InlineData("Kefu:Roles=gateway,imr", "Kefu:Ims:Groups:0:Name=a", "Kefu:Ims:Groups:0:Endpoints:0=http://127.0.0.1:1", "Kefu:Ims:Groups:1:Name=b-2", "Kefu:Ims:Groups:1:Endpoints:0=http://127.0.0.1:2", "Kefu:Ims:Groups:1:Endpoints:1=http://127.0.0.1:3")]
    public void Fits(params string[] settings) => Assert.NotNull(Bind(settings));

    [Theory]
    [InlineData("Kefu:Roles is ''; it is one or more of gateway,ims,imr", "Kefu:Roles=")]
    [InlineData("Kefu:Roles is 'Gateway'; it is one or more of", "Kefu:Roles=Gateway")]
    [InlineData("Kefu:Ims:Endpoints is empty; a gateway that does not play ims itself needs the address of a process that does, as in Kefu:Ims:Endpoints:0=", "Kefu:Roles=gateway", "Kefu:Imr:Endpoints:0=http://127.0.0.1:1")]
    [InlineData("Kefu:Imr:Endpoints is empty", "Kefu:Roles=gateway,ims")]
    [InlineData("Kefu:Ims:Endpoints is given to a process that has no use for it: Kefu:Roles has ims.", "Kefu:Ims:Endpoints:0=http://127.0.0.1:1")]
    [InlineData("Kefu:Imr:Endpoints is given to a process that has no use for it: Kefu:Roles has no gateway.", "Kefu:Roles=ims", "Kefu:Grpc:Url=http://127.0.0.1:1", "Kefu:Imr:Endpoints:0=http://127.0.0.1:1")]
    [InlineData("Kefu:Imr:Endpoints:1 is '10.0.0.5:5081'; it is an address as in http://10.0.0.5:5081.", "Kefu:Roles=gateway,ims", "Kefu:Imr:Endpoints:0=http://127.0.0.1:1", "Kefu:Imr:Endpoints:1=10.0.0.5:5081")]
    [InlineData("Kefu:Imr:Endpoints:0 is 'http://10.0.0.5:5081/imr'", "Kefu:Roles=gateway,ims", "Kefu:Imr:Endpoints:0=http://10.0.0.5:5081/imr")]
    [InlineData("Kefu:Imr:Endpoints:0 is 'http://10.0.0.5:0'", "Kefu:Roles=gateway,ims", "Kefu:Imr:Endpoints:0=http://10.0.0.5:0")]
    [InlineData("Kefu:Imr:Endpoints has an address twice", "Kefu:Roles=gateway,ims", "Kefu:Imr:Endpoints:0=http://127.0.0.1:1", "Kefu:Imr:Endpoints:1=http://127.0.0.1:1")]
    [InlineData("Kefu:Grpc:Url is 'tcp://127.0.0.1:1'", "Kefu:Grpc:Url=tcp://127.0.0.1:1")]
    [InlineData("Kefu:Grpc:Url is empty; a process whose only roles are ims and imr serves them there", "Kefu:Roles=ims")]
    [InlineData("Kefu:Grpc:Url is given to a process that plays neither ims nor imr", "Kefu:Roles=gateway", "Kefu:Grpc:Url=http://127.0.0.1:1", "Kefu:Ims:Endpoints:0=http://127.0.0.1:1", "Kefu:Imr:Endpoints:0=http://127.0.0.1:2")]
    [InlineData("Kefu:ClusterKey has fewer than 16 characters", "Kefu:ClusterKey=short")]
    [InlineData("Kefu:ClusterKey has a character that is not printable ASCII", "Kefu:ClusterKey=sixteen characters, and spaces")]
    [InlineData("Kefu:ClusterKey is empty, but http://0.0.0.0:5081 is not on loopback", "Kefu:Grpc:Url=http://0.0.0.0:5081")]
    [InlineData("Kefu:ClusterKey is empty, but http://10.0.0.5:5081 is not on loopback", "Kefu:Roles=gateway,ims", "Kefu:Imr:Endpoints:0=http://10.0.0.5:5081")]
    [InlineData("Kefu:Ims:Groups is given to a process that has no use for it: Kefu:Roles has ims.", "Kefu:Ims:Groups:0:Name=a", "Kefu:Ims:Groups:0:Endpoints:0=http://127.0.0.1:1")]
    [InlineData("Kefu:Ims:Groups is given to a process that has no use for it: Kefu:Roles has no gateway.", "Kefu:Roles=imr", "Kefu:Grpc:Url=http://127.0.0.1:1", "Kefu:Ims:Groups:0:Name=a", "Kefu:Ims:Groups:0:Endpoints:0=http://127.0.0.1:1")]
    [InlineData("Kefu:Ims:Groups and Kefu:Ims:Endpoints are both given; it is one or the other.", "Kefu:Roles=gateway,imr", "Kefu:Ims:Endpoints:0=http://127.0.0.1:1", "Kefu:Ims:Groups:0:Name=a", "Kefu:Ims:Groups:0:Endpoints:0=http://127.0.0.1:2")]
    [InlineData("Kefu:Ims:Groups:0:Name is 'A'; it is 1 to 32 small letters, digits and hyphens, as in a.", "Kefu:Roles=gateway,imr", "Kefu:Ims:Groups:0:Name=A", "Kefu:Ims:Groups:0:Endpoints:0=http://127.0.0.1:1")]
    [InlineData("Kefu:Ims:Groups:0:Name is ''", "Kefu:Roles=gateway,imr", "Kefu:Ims:Groups:0:Endpoints:0=http://127.0.0.1:1")]
    [InlineData("Kefu:Ims:Groups:0:Endpoints is empty; a group has the address of a storage node or more, as in Kefu:Ims:Groups:0:Endpoints:0=", "Kefu:Roles=gateway,imr", "Kefu:Ims:Groups:0:Name=a")]
    [InlineData("Kefu:Ims:Groups:0:Endpoints:0 is 'ims'; it is an address as in", "Kefu:Roles=gateway,imr", "Kefu:Ims:Groups:0:Name=a", "Kefu:Ims:Groups:0:Endpoints:0=ims")]
    [InlineData("Kefu:Ims:Groups has a name twice; each group has one of its own.", "Kefu:Roles=gateway,imr", "Kefu:Ims:Groups:0:Name=a", "Kefu:Ims:Groups:0:Endpoints:0=http://127.0.0.1:1", "Kefu:Ims:Groups:1:Name=a", "Kefu:Ims:Groups:1:Endpoints:0=http://127.0.0.1:2")]
    [InlineData("Kefu:Ims:Groups has an address twice; each is given once.", "Kefu:Roles=gateway,imr", "Kefu:Ims:Groups:0:Name=a", "Kefu:Ims:Groups:0:Endpoints:0=http://127.0.0.1:1", "Kefu:Ims:Groups:1:Name=b", "Kefu:Ims:Groups:1:Endpoints:0=http://127.0.0.1:1")]
    [InlineData("Kefu:ClusterKey is empty, but http://10.0.0.5:5081 is not on loopback", "Kefu:Roles=gateway,imr", "Kefu:Ims:Groups:0:Name=a", "Kefu:Ims:Groups:0:Endpoints:0=http://10.0.0.5:5081")]
    public void What_does_not_fit_is_named(string said, params string[] settings)
    {
        var refusal = Assert.Throws<OptionsValidationException>(() => Bind(settings));
        Assert.Contains(refusal.Failures, failure => failure.StartsWith(said, StringComparison.Ordinal));
    }

    [Fact]
    public void The_key_is_not_said()
    {
        var refusal = Assert.Throws<OptionsValidationException>(() => Bind("Kefu:ClusterKey=s3cr3t"));
        Assert.DoesNotContain("s3cr3t", Assert.Single(refusal.Failures), StringComparison.Ordinal);
    }

    private static KefuOptions Bind(params string[] settings) =>
        KefuOptionsTests.Bind(settings.ToDictionary(setting => setting.Split('=')[0], string? (setting) => setting[(setting.IndexOf('=', StringComparison.Ordinal) + 1)..]));
}
