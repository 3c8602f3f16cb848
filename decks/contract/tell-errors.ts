import { plainError } from "./plain-error.ts";

/** The events of a page or worker that tell of what nobody caught. */
interface ErrorEvents {
  addEventListener(type: "error", listener: (event: { readonly error?: unknown }) => void): void;
  addEventListener(
    type: "unhandledrejection",
    listener: (event: { readonly reason?: unknown }) => void,
  ): void;
}

/** Has a page tell, as one line each, of errors that nobody caught. */
export function tellErrors(page: ErrorEvents, tell: (line: string) => void): void {
  page.addEventListener("error", ({ error }) => {
    // A picture that does not load is an event of its own element, and none that has an error.
    if (error !== undefined && error !== null) tell(`uncaught ${plainError(error)}`);
  });
  page.addEventListener("unhandledrejection", ({ reason }) => tell(`unhandled ${plainError(reason)}`));
}
