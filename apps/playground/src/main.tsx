/** Where the page begins. */
import { render } from "solid-js/web"
import { App } from "./view/App.tsx"

const root = document.getElementById("page")
if (root === null) throw new Error("index.html has no #page")
render(() => <App />, root)
