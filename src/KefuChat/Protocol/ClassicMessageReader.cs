namespace KefuChat.Protocol;

/// <summary>Reads the bodies of the three classic commands that carry a chat message.</summary>
internal static class ClassicMessageReader
{
    /// <summary>CUSTOMER and CUSTOMER_SUPPORT.</summary>
    public static CustomerMessage Read(ref ClassicFieldReader fields, Command command, MessageFlags flags)
    {
        var customerAppId = fields.ReadId("customer_appid");
        var customerId = fields.ReadId("customer_id");
        var storeId = fields.ReadId("store_id");
        var sellerId = fields.ReadId("seller_id");
        fields.ReadInt32("timestamp");
        var content = fields.ReadContent();
        return new CustomerMessage(command)
        {
            Flags = flags,
            CustomerAppId = customerAppId,
            CustomerId = customerId,
            StoreId = storeId,
            SellerId = sellerId,
            Content = content,
            Uuid = ClassicUuid.Find(content),
        };
    }

    /// <summary>
    /// CUSTOMER_V2: always stored, as the original has it. A sender in the kefu app is a seller, whoever receives.
    /// </summary>
    public static Message ReadV2(ref ClassicFieldReader fields, MessageFlags flags, long kefuAppId)
    {
        var sender = new User(fields.ReadId("sender_appid"), fields.ReadId("sender"));
        var receiver = new User(fields.ReadId("receiver_appid"), fields.ReadId("receiver"));
        fields.ReadInt32("timestamp");
        var content = fields.ReadContent();
        if (sender.AppId != kefuAppId && receiver.AppId != kefuAppId)
        {
            return new Refused((long)Command.CustomerV2, Status.NotKefuApp, "neither sender nor receiver is in the kefu app");
        }

        var isSupport = sender.AppId == kefuAppId;
        var (seller, customer) = isSupport ? (sender, receiver) : (receiver, sender);
        return new CustomerMessage(isSupport ? Command.CustomerSupport : Command.Customer)
        {
            Flags = flags & ~MessageFlags.Unpersistent,
            CustomerAppId = customer.AppId,
            CustomerId = customer.Uid,
            SellerId = seller.Uid,
            Content = content,
            Uuid = ClassicUuid.Find(content),
            IsV2 = true,
        };
    }
}
