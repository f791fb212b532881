namespace KefuChat.Routing;

/// <summary>A gateway, as routing sees it: where publications for its users arrive.</summary>
internal interface IRouteListener
{
    /// <summary>
    /// Hands a publication to the user's connections on this gateway. Called from any thread, for one user in the order
    /// of publication; must not block.
    /// </summary>
    void Deliver(in Publication publication);
}
