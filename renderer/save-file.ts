/** Saves a file by the web's own means, which work in both editions. */
export function saveFile(name: string, blob: Blob): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // The download has taken hold of the blob by the next task; waiting longer costs nothing.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** Bytes of JSON as they come from the store. */
export function jsonBlob(bytes: Uint8Array): Blob {
  return new Blob([bytes.slice()], { type: "application/json" });
}
