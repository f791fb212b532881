using System.Text;
using KefuChat.Protocol;
using KefuChat.Support;

namespace KefuChat.Clients;

/// <summary>What a message must be for its sender to be allowed to send it, looked at in the order the protocol gives.</summary>
internal static class MessageChecks
{
    /// <summary><see cref="Status.Ok"/>, or why the message is refused.</summary>
    public static (Status Status, string Reason) Check(CustomerMessage message, Session session, long kefuAppId)
    {
        var refusal = message.Command == Command.Customer
            ? CheckCustomer(session, message)
            : CheckCustomerSupport(session, message, kefuAppId);
        return refusal.Status == Status.Ok ? CheckBoth(session, message) : refusal;
    }

    private static (Status Status, string Reason) CheckCustomer(Session session, CustomerMessage message)
    {
        if (message.CustomerAppId != session.User.AppId)
        {
            return (Status.AppIdMismatch, "customer_appid is not your appid");
        }

        if (message.CustomerId != session.User.Uid)
        {
            return (Status.UidMismatch, "customer_id is not your uid");
        }

        return message.SellerId == 0 ? (Status.SellerRequired, "seller_id is 0") : (Status.Ok, "");
    }

    private static (Status Status, string Reason) CheckCustomerSupport(Session session, CustomerMessage message, long kefuAppId)
    {
        if (session.User.AppId != kefuAppId)
        {
            return (Status.NotKefuApp, "you are not in the kefu app");
        }

        if (message.SellerId != session.User.Uid)
        {
            return (Status.UidMismatch, "seller_id is not your uid");
        }

        return message.CustomerAppId == 0 || message.CustomerId == 0
            ? (Status.CustomerRequired, "customer_appid or customer_id is 0")
            : (Status.Ok, "");
    }

    private static (Status Status, string Reason) CheckBoth(Session session, CustomerMessage message)
    {
        if (session.IsForbidden)
        {
            return (Status.Forbidden, "you may not write");
        }

        if (message.Uuid.StartsWith(SystemNotes.UuidPrefix, StringComparison.Ordinal))
        {
            return (Status.Forbidden, $"uuids that begin with {SystemNotes.UuidPrefix} are the server's");
        }

        if (message.Content.Length > CustomerMessage.MaxContentBytes)
        {
            return (Status.TooLarge, $"content is over {CustomerMessage.MaxContentBytes} bytes");
        }

        return Encoding.UTF8.GetByteCount(message.Uuid) > CustomerMessage.MaxUuidBytes
            ? (Status.TooLarge, $"uuid is over {CustomerMessage.MaxUuidBytes} bytes")
            : (Status.Ok, "");
    }
}
