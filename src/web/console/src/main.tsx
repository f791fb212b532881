import { render } from "preact";
import { App } from "./components/App.tsx";
import { Credentials } from "./session/Credentials.ts";
import { Settings } from "./state/Settings.ts";
import { browserStorage } from "./state/storage.ts";

const credentials = new Credentials(browserStorage("sessionStorage"), browserStorage("localStorage"));
const settings = new Settings(browserStorage("localStorage"));

// A link with a token, followed while the page is open, changes its address only.
addEventListener("hashchange", () => {
    const token = credentials.takeFromAddress(location, history);
    if (token !== null) {
        credentials.keep(token, false);
        location.reload();
    }
});

render(<App credentials={credentials} settings={settings} />, document.body);
