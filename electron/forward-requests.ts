import { ipcRenderer } from "electron";

/** Carries what a page asks of the shell to main, which checks who asks and what. */
export function forwardRequests(): void {
  window.addEventListener("message", (event) => {
    if (event.source !== window || event.data?.cardinal !== "request") return;
    ipcRenderer.send("request", event.data.request);
  });
}
