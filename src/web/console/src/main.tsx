import { render } from "preact";

render(<h1>KefuChat</h1>, document.body);
