using System.IO.Pipelines;
using System.Text.Json;
using KefuChat.Protocol;
using KefuChat.Shops;
using KefuChat.Storage;
using KefuChat.Uploads;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace KefuChat.Http.CustomerData;

/// <summary>Writes all there is of a customer as one JSON document, a page at a time: it may be larger than memory.</summary>
internal sealed class CustomerExport(
    IMessageStore messages,
    CustomerProfiles profiles,
    Blocks blocks,
    FileStore files,
    FileLinks links,
    IOptions<JsonOptions> json)
{
    private const int PageMessages = 500;

    /// <summary>Writes a <see cref="CustomerExportView"/>.</summary>
    public async Task WriteAsync(User customer, PipeWriter output, CancellationToken cancellation)
    {
        // Asked before the first byte: what fails here is answered with a problem, not with half a document.
        var profile = await profiles.FindAsync(customer);
        var held = await blocks.GetAsync(customer);
        var uploaded = (await files.ListAsync(customer)).Select(file => ExportedFileView.Of(file, links.Sign(file.Id)));
        var page = await messages.SyncAsync(customer, 0, PageMessages);

        await using var writer = new Utf8JsonWriter(output);
        writer.WriteStartObject();
        writer.WriteNumber("appid", customer.AppId);
        writer.WriteNumber("uid", customer.Uid);
        Write(writer, "profile", profile);
        Write(writer, "blocks", held);
        Write(writer, "files", uploaded);
        writer.WriteStartArray("messages");
        while (true)
        {
            foreach (var stored in page.Messages)
            {
                JsonSerializer.Serialize(writer, ExportedMessageView.Of(stored), json.Value.SerializerOptions);
            }

            await writer.FlushAsync(cancellation);
            await output.FlushAsync(cancellation);
            if (!page.HasMore)
            {
                break;
            }

            page = await messages.SyncAsync(customer, page.Messages[^1].SyncKey, PageMessages);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private void Write<T>(Utf8JsonWriter writer, string name, T value)
    {
        writer.WritePropertyName(name);
        JsonSerializer.Serialize(writer, value, json.Value.SerializerOptions);
    }
}
