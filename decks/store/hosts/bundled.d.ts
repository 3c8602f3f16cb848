/** A worker as the address of its script, put in by the bundler. */
declare module "*?worker&url" {
  const url: string;
  export default url;
}

/** A file as a data URL, likewise. */
declare module "*.wasm?url&inline" {
  const dataUrl: string;
  export default dataUrl;
}
