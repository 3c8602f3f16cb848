import { contextBridge, ipcRenderer } from "electron";
import { forwardPorts } from "./forward-ports.ts";

/** The window's preload: forwards ports and messages of the shell, nothing else. */
contextBridge.exposeInMainWorld("cardinalHost", { edition: "desktop" });
forwardPorts();
ipcRenderer.on("host", (_event, message: unknown) => {
  window.postMessage({ cardinal: "host", message }, location.origin);
});
