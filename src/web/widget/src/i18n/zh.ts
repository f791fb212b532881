import type * as en from "./en.ts";
import type { Messages } from "@kefuchat/ui";

/** On the launcher, which is there before the chat. */
export const launcher = {
    open: "打开客服聊天",
    close: "关闭客服聊天",
    unread: "{label}，{n} 条未读消息",
    failed: "聊天加载失败，请重试。",
} satisfies Messages<typeof en.launcher>;

/** In the chat. */
export const chat = {
    title: "与 {store} 聊天",
    store: "本店",
    close: "关闭聊天",
    soundOn: "打开提示音",
    soundOff: "关闭提示音",
    online: "在线",
    away: "离开",
    messages: "消息",
    placeholder: "输入消息…",
    message: "消息",
    send: "发送",
    attach: "发送图片或文件",
    emoji: "插入表情",
    drop: "拖到此处发送",
    tooLong: "消息太长，请分几次发送。",
    unread: "新消息",
    toNewest: "回到最新消息",
    newMessages: "{n} 条新消息",
    loading: "正在加载消息…",
    loadFailed: "消息加载失败。",
    retry: "重试",
    typing: "{name} 正在输入…",
    seller: "客服",
    back: "我们将于{when}回来。",
    nobodyHere: "现在没有客服在线。请留言，我们会尽快回复。",
    noConnection: "网络已断开。恢复后会自动发送您的消息。",
    unavailable: "此处暂不能使用聊天。",
    signedOut: "请重新登录后继续。",
    refused: "此消息未发送。",
    refusedForbidden: "您不能在此发送这条消息。",
    resend: "重新发送",
    product: "您正在浏览",
    sendProduct: "发送",
    dismissProduct: "不发送该商品",
    rate: "您的评价",
    star: "{n} 星",
    ratingText: "还有什么想告诉我们的吗？",
    sendRating: "提交评价",
} satisfies Messages<typeof en.chat>;
