import { mount } from "svelte";
import "./styles/fonts.css";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/surfaces.css";
import "./styles/controls.css";
import "./styles/shell.css";
import App from "./App.svelte";
import { tellErrors } from "../decks/contract/tell-errors.ts";
import { errorMemory } from "./error-memory.ts";
import { askPlatform, openHost } from "./host.ts";
import { askToKeepStorage, registerServiceWorker } from "./offline.ts";
import { applyRememberedTheme } from "./theme.ts";

/** The only composition root: everything a screen uses is made here or in App.svelte and handed down. */
applyRememberedTheme();
const target = document.getElementById("app");
if (!target) throw new Error("index.html has no #app");
const errors = errorMemory(() => new Date());
tellErrors(window, window.cardinalHost ? (text) => askPlatform({ kind: "log-error", text }) : errors.note);
const host = openHost();
mount(App, { target, props: { host, errors } });
if (host.edition === "browser") {
  registerServiceWorker();
  askToKeepStorage();
}
