using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using KefuChat.Storage.Search;

namespace KefuChat.Storage.Postgres;

/// <summary>
/// What the index knows messages by: numbers, which take less room than words and are alike in every encoding. Two words may
/// share one: what is found is looked at again. Queues are numbers above 0, words below, so that nobody finds a queue by a word.
/// </summary>
internal static class PostgresSearchTokens
{
    /// <summary>Of a message: its words, and the queues it is in.</summary>
    public static long[] OfMessage(ReadOnlyMemory<byte> content, long customer, long seller) =>
        [.. SearchTokens.Of(SearchText.Of(content)).Select(OfWord), customer, seller];

    /// <summary>Of what somebody looks for in a queue.</summary>
    public static long[] OfQuestion(SearchQuestion question, long queue) => [.. question.Tokens.Select(OfWord), queue];

    private static long OfWord(string word) =>
        BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(word))) | long.MinValue;
}
