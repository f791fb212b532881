using KefuChat.Configuration;
using KefuChat.Protocol;

namespace KefuChat.Uploads;

/// <summary>
/// Where files lie: <c>uploads/{store}/{appid}-{uid}/{random}</c> in the data directory, and beside each its description,
/// <c>{random}.json</c>. A conversation is a directory, so that whoever erases one need not search.
/// </summary>
internal sealed class FileLayout(DataDirectory data)
{
    /// <summary>What their directory is called in the data directory.</summary>
    public const string Name = "uploads";

    /// <summary>What the name of a description ends with, behind that of its file.</summary>
    public const string DescriptionExtension = ".json";

    private readonly string _root = data.File(Name);

    /// <summary>The path of a file's bytes.</summary>
    public string ContentOf(FileId id) => Path.Combine(DirectoryOf(id.Conversation), id.Random);

    /// <summary>The path of a file's description.</summary>
    public string DescriptionOf(FileId id) => ContentOf(id) + DescriptionExtension;

    /// <summary>The conversations that have, or had, files.</summary>
    public IEnumerable<ConversationId> Conversations() =>
        Directories(_root).SelectMany(store => Directories(store).Select(Read)).OfType<ConversationId>();

    /// <summary>A customer's conversations that have, or had, files.</summary>
    public IEnumerable<ConversationId> ConversationsOf(User customer) =>
        Directories(_root).Select(store => Read(Path.Combine(store, NameOf(customer)))).OfType<ConversationId>().Where(id => Directory.Exists(DirectoryOf(id)));

    /// <summary>A store's conversations that have, or had, files.</summary>
    public IEnumerable<ConversationId> ConversationsIn(long storeId) =>
        Directories(Path.Combine(_root, $"{storeId}")).Select(Read).OfType<ConversationId>();

    /// <summary>A conversation's files, in no order.</summary>
    public IReadOnlyList<FileId> FilesOf(ConversationId conversation) =>
    [
        .. PathsOf(conversation)
            .Where(path => Path.GetExtension(path) == DescriptionExtension)
            .Select(path => new FileId(conversation, Path.GetFileNameWithoutExtension(path)))
            .Where(id => FileId.IsRandom(id.Random)),
    ];

    /// <summary>What no file is made of, or not yet: bytes without a description, and what is still being written.</summary>
    public IReadOnlyList<string> LeftoversOf(ConversationId conversation)
    {
        var paths = PathsOf(conversation).ToHashSet();
        return
        [
            .. paths.Where(path => Path.GetExtension(path) == PartFile.Extension
                || (FileId.IsRandom(Path.GetFileName(path)) && !paths.Contains(path + DescriptionExtension))),
        ];
    }

    /// <summary>Where a conversation's files were given to, or null: its customer was a visitor who has become another one.</summary>
    public ConversationId? MovedTo(ConversationId conversation)
    {
        try
        {
            return ConversationId.TryParse(File.ReadAllText(MovedFileOf(conversation)), out var id) ? id : null;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>The path of the file that says so; the directory is there.</summary>
    public string MovedFileOf(ConversationId conversation) => Path.Combine(DirectoryOf(conversation), "moved");

    /// <summary>Makes a conversation's directory in a store that has files.</summary>
    public void Create(ConversationId conversation) => OwnerOnlyDirectory.Create(DirectoryOf(conversation));

    /// <summary>Removes a conversation's directory with whatever is left in it.</summary>
    public void RemoveConversation(ConversationId conversation)
    {
        try
        {
            Directory.Delete(DirectoryOf(conversation), recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // Somebody else removed it.
        }
    }

    /// <summary>Removes a conversation's directory when nothing is left in it.</summary>
    public void RemoveIfEmpty(ConversationId conversation)
    {
        if (PathsOf(conversation).Length > 0)
        {
            return;
        }

        try
        {
            Directory.Delete(DirectoryOf(conversation));
        }
        catch (IOException)
        {
            // Somebody else removed it, or began a file in it.
        }
    }

    private string DirectoryOf(ConversationId conversation) =>
        Path.Combine(_root, $"{conversation.StoreId}", NameOf(conversation.Customer));

    private static string NameOf(User customer) => $"{customer.AppId}-{customer.Uid}";

    private static ConversationId? Read(string directory)
    {
        var text = $"{Path.GetFileName(Path.GetDirectoryName(directory))}.{Path.GetFileName(directory).Replace('-', '.')}";
        return ConversationId.TryParse(text, out var id) ? id : null;
    }

    private string[] PathsOf(ConversationId conversation) => List(DirectoryOf(conversation), Directory.GetFiles);

    private static string[] Directories(string path) => List(path, Directory.GetDirectories);

    private static string[] List(string path, Func<string, string[]> list)
    {
        try
        {
            return list(path);
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }
    }
}
