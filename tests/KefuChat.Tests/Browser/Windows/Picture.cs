using Microsoft.Playwright;

namespace KefuChat.Tests.Browser.Windows;

/// <summary>A picture to send.</summary>
internal static class Picture
{
    /// <summary>A blue square of 64 pixels.</summary>
    public static FilePayload Blue(string name) => new() { Name = name, MimeType = "image/png", Buffer = Convert.FromBase64String(Png) };

    private const string Png = "iVBORw0KGgoAAAANSUhEUgAAAEAAAABACAIAAAAlC+aJAAAAT0lEQVR42u3PQQkAAAgEsMthOSsbyQi+hcEKLNXzWgQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQELgviTZEtrRjikAAAAABJRU5ErkJggg==";
}
