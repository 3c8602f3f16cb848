import { ipcRenderer } from "electron";

/** Carries a page's wish for a port to main, and the port back. The context bridge cannot carry ports. */
export function forwardPorts(): void {
  window.addEventListener("message", (event) => {
    if (event.source !== window || event.data?.cardinal !== "want-port") return;
    ipcRenderer.send("want-port", String(event.data.role));
  });
  ipcRenderer.on("port", (event, message: { readonly role: string }) => {
    window.postMessage({ cardinal: "port", role: message.role }, location.origin, event.ports);
  });
}
