import { en as ui } from "@kefuchat/ui";
import { chat } from "../i18n/en.ts";
import { chatIn } from "./chatIn.tsx";

export const createChat = chatIn({ language: "en", chat, ui });
