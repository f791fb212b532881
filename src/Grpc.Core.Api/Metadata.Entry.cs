using System.Buffers;
using System.Text;

namespace Grpc.Core;

public sealed partial class Metadata
{
    /// <summary>A key and its value: text, or bytes where the key ends in -bin.</summary>
    public sealed class Entry
    {
        // Header-Name of the protocol; HTTP/2 wants it in lower case.
        private static readonly SearchValues<char> KeyCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789_-.");

        private readonly string? _text;
        private readonly byte[]? _bytes;

        /// <summary>Creates an entry of bytes; the bytes are copied.</summary>
        /// <param name="key">Letters, digits, '_', '-' and '.', ending in -bin; kept in lower case.</param>
        /// <param name="valueBytes">The value.</param>
        /// <exception cref="ArgumentException">The key has another character, or does not end in -bin.</exception>
        public Entry(string key, byte[] valueBytes)
        {
            Key = NormalizeKey(key);
            ArgumentNullException.ThrowIfNull(valueBytes);
            if (!IsBinary)
            {
                throw new ArgumentException("The key of a binary value ends in -bin.", nameof(key));
            }

            _bytes = valueBytes.ToArray();
        }

        /// <summary>Creates an entry of text.</summary>
        /// <param name="key">Letters, digits, '_', '-' and '.', not ending in -bin; kept in lower case.</param>
        /// <param name="value">Printable ASCII.</param>
        /// <exception cref="ArgumentException">The key has another character, or ends in -bin.</exception>
        public Entry(string key, string value)
        {
            Key = NormalizeKey(key);
            ArgumentNullException.ThrowIfNull(value);
            if (IsBinary)
            {
                throw new ArgumentException("The key of a text value does not end in -bin.", nameof(key));
            }

            _text = value;
        }

        /// <summary>The key in lower case.</summary>
        public string Key { get; }

        /// <summary>The bytes, or the text as bytes; a copy.</summary>
        public byte[] ValueBytes => _bytes?.ToArray() ?? Encoding.ASCII.GetBytes(_text!);

        /// <summary>The text.</summary>
        /// <exception cref="InvalidOperationException">The value is binary.</exception>
        public string Value => _text ?? throw new InvalidOperationException("The value is binary.");

        /// <summary>Whether the value is bytes.</summary>
        public bool IsBinary => Key.EndsWith(BinaryHeaderSuffix, StringComparison.Ordinal);

        /// <inheritdoc/>
        public override string ToString() => $"[Entry: key={Key}, {(_text is null ? $"valueBytes={Convert.ToBase64String(_bytes!)}" : $"value={_text}")}]";

        internal bool HasKey(string key) => string.Equals(Key, key, StringComparison.OrdinalIgnoreCase);

        private static string NormalizeKey(string key)
        {
            ArgumentNullException.ThrowIfNull(key);
            var lower = key.ToLowerInvariant();
            return lower.Length != 0 && !lower.AsSpan().ContainsAnyExcept(KeyCharacters)
                ? lower
                : throw new ArgumentException("A metadata key consists of letters, digits, '_', '-' and '.'.", nameof(key));
        }
    }
}
