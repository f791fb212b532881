namespace KefuChat.Routing;

/// <summary>A gateway, as routing sees it: where publications for its users arrive.</summary>
internal interface IRouteListener
{
    /// <summary>
    /// Hands a publication to the user's connections on this gateway. Called from any thread; what one connection
    /// publishes comes in its order. Must not block.
    /// </summary>
    void Deliver(in Publication publication);
}
