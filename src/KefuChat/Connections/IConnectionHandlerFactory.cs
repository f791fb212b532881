namespace KefuChat.Connections;

/// <summary>Makes the handler of a new connection.</summary>
internal interface IConnectionHandlerFactory
{
    /// <summary>A handler for this connection alone.</summary>
    IConnectionHandler Create(Connection connection);
}
