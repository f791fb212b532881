using FsCheck.Fluent;
using MessagePack.Tests.Support;

namespace MessagePack.Tests.Interop;

/// <summary>The npm package @msgpack/msgpack, written by others from the same specification, reads what we write and writes what we read.</summary>
public sealed class InteropTests
{
    private const int Samples = 300;

    [Fact]
    public async Task Node_reads_what_we_write()
    {
        Document[] documents = [.. Documents.Boundaries, .. Documents.Any.Sample(Samples)];
        string[] read = await Node.TranslateAsync(
            "decode",
            documents.Select(document => Convert.ToBase64String(Encode.With(document.Write))),
            TestContext.Current.CancellationToken);
        AssertSame(documents, read.Select(DocumentJson.Normalize));
    }

    [Fact]
    public Task We_read_what_node_writes_in_the_shortest_form() => AssertWeReadAsync(
        "encode-numbers",
        [.. Documents.Boundaries.Where(HasSafeInteger), .. Documents.WithSafeIntegers.Sample(Samples)]);

    [Fact]
    public Task We_read_what_node_writes_in_the_longest_form() => AssertWeReadAsync(
        "encode-bigints",
        [.. Documents.Boundaries, .. Documents.Any.Sample(Samples)]);

    /// <summary>Not only what either reads: the two must agree on what is the shortest encoding, to the byte.</summary>
    [Fact]
    public async Task Node_writes_the_bytes_that_we_write()
    {
        Document[] documents = [.. Documents.Boundaries.Where(HasSafeInteger), .. Documents.WithSafeIntegers.Sample(Samples)];
        string[] written = await Node.TranslateAsync(
            "encode-numbers", documents.Select(DocumentJson.ToJson), TestContext.Current.CancellationToken);
        Assert.Equal(documents.Select(document => Convert.ToBase64String(Encode.With(document.Write))), written);
    }

    private static bool HasSafeInteger(Document document) =>
        document.Value is not decimal integer || Math.Abs(integer) <= Documents.MaxSafeInteger;

    private static async Task AssertWeReadAsync(string mode, Document[] documents)
    {
        string[] written = await Node.TranslateAsync(mode, documents.Select(DocumentJson.ToJson), TestContext.Current.CancellationToken);
        AssertSame(documents, written.Select(line => Decode.All(Convert.FromBase64String(line), Document.Read).ToJson()));
    }

    private static void AssertSame(IEnumerable<Document> expected, IEnumerable<string> actual) =>
        Assert.Equal(expected.Select(DocumentJson.ToJson), actual);
}
