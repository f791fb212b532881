const list =
    "😀 😄 😂 🤣 😊 😉 😍 🥰 😘 😎 🤗 🤔 😅 🙂 😋 😜 😮 😳 😢 😭 😡 😱 🥳 😇 👍 👎 👌 🙏 👏 💪 👋 🤝 " +
    "❤️ 💔 🔥 ✨ 🎉 🎁 🌹 ⭐ ✅ ❌ ❓ ❗ ⏰ 📦 🚚 📷 💰 💳 🛒 🏠 👕 👗 👟 👜 ☂️ ☀️ ☕ 📞";

/** The emoji that a conversation with a shop needs, in the order they are offered. */
export const emojis: readonly string[] = list.split(" ");
