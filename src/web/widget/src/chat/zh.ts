import { zh as ui } from "@kefuchat/ui";
import { chat } from "../i18n/zh.ts";
import { chatIn } from "./chatIn.tsx";

export const createChat = chatIn({ language: "zh", chat, ui });
