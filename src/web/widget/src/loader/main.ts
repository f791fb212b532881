void import(new URL(CHAT_MODULE, (document.currentScript as HTMLScriptElement).src).href);
