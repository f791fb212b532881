import { render } from "preact";
import { App } from "./components/App.tsx";
import { Credentials } from "./session/Credentials.ts";
import { Settings } from "./state/Settings.ts";
import { browserStorage } from "./state/storage.ts";

const credentials = new Credentials(browserStorage("sessionStorage"), browserStorage("localStorage"));
const settings = new Settings(browserStorage("localStorage"));

render(<App credentials={credentials} settings={settings} />, document.body);
