import type { DialogAnswer } from "./desktop.ts";

/** From a test to the stand-in's process. */
export type ToStandIn = { readonly call: number } & (
  | { readonly kind: "evaluate"; readonly source: string; readonly input: unknown }
  | { readonly kind: "recorded" }
  | { readonly kind: "answer-dialogs"; readonly answers: readonly DialogAnswer[] }
  | { readonly kind: "click-notification" }
);

/** From the stand-in's process to its test, values as JSON; there is no debugger where a second instance has ended at once. */
export type FromStandIn =
  | { readonly answer: number; readonly value?: string; readonly error?: string }
  | { readonly debuggerAddress: string | null };
