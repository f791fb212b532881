using KefuChat.Maintenance;

namespace KefuChat.Tests.Maintenance;

/// <summary>What is a command, and what are settings of the server.</summary>
public sealed class MaintenanceCommandsTests
{
    [Theory]
    [InlineData("backup")]
    [InlineData("bakup")]
    [InlineData("--help")]
    [InlineData("-h")]
    [InlineData("verify", "--file", "kefu.db")]
    public void A_command_is_a_word(params string[] arguments) => Assert.True(MaintenanceCommands.AreMeant(arguments));

    [Theory]
    [InlineData]
    [InlineData("")]
    [InlineData("--urls", "http://localhost:5080")]
    [InlineData("--Kefu:DataDirectory=data")]
    [InlineData("--Kefu:DataDirectory", "verify")]
    [InlineData("/urls", "http://localhost:5080")]
    [InlineData("urls=http://localhost:5080")]
    [InlineData("-Kefu:AppId=1")]
    public void A_setting_is_none(params string[] arguments) => Assert.False(MaintenanceCommands.AreMeant(arguments));
}
