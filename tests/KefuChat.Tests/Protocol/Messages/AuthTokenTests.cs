using KefuChat.Protocol;

namespace KefuChat.Tests.Protocol.Messages;

public sealed class AuthTokenTests
{
    [Fact]
    public void What_is_logged_of_a_login_is_not_its_token()
    {
        var message = new AuthToken(Platform.Web, "a secret", "device");
        Assert.DoesNotContain("secret", message.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", new Frame(1, message).ToString(), StringComparison.Ordinal);
    }
}
