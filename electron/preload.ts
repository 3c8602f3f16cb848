import { contextBridge, ipcRenderer } from "electron";
import { forwardPorts } from "./forward-ports.ts";
import { forwardRequests } from "./forward-requests.ts";

/** The window's preload: forwards ports, messages of the shell, and what the page asks of it; nothing else. */
contextBridge.exposeInMainWorld("cardinalHost", { edition: "desktop" });
forwardPorts();
forwardRequests();
ipcRenderer.on("host", (_event, message: unknown) => {
  window.postMessage({ cardinal: "host", message }, location.origin);
});
