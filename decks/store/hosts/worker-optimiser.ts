import type { Optimiser } from "../optimiser.ts";
import type { FitMessage, FitRequest } from "./optimise-messages.ts";
import WORKER_URL from "./optimise-worker.ts?worker&url";

/** Named in the policies of the pages; it makes one address, and no other, a script. */
const POLICY = "cardinal-optimiser";

interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL(address: string): string },
  ): { createScriptURL(address: string): string };
}

let address: string | undefined;

/** The address as the type that `Worker` wants under Trusted Types; a policy is made once. */
function workerAddress(): string {
  const { trustedTypes } = globalThis as { readonly trustedTypes?: TrustedTypes };
  address ??=
    trustedTypes
      ?.createPolicy(POLICY, {
        createScriptURL(asked) {
          if (asked !== WORKER_URL) throw new TypeError(`not a script of ours: ${asked}`);
          return asked;
        },
      })
      .createScriptURL(WORKER_URL) ?? WORKER_URL;
  return address;
}

/** Fits in a worker that is started for it and ended with it, so that it costs nothing while nobody fits. */
export const workerOptimiser: Optimiser = {
  fit: (items, { shortTerm, onProgress, signal }) =>
    new Promise((resolve, reject) => {
      signal.throwIfAborted();
      const worker = new Worker(workerAddress(), { type: "module", name: "optimiser" });
      const end = () => {
        worker.terminate();
        signal.removeEventListener("abort", cancel);
      };
      const cancel = () => {
        end();
        reject(signal.reason as Error);
      };
      const fail = (reason: string) => {
        end();
        reject(new Error(`weights could not be fitted: ${reason}`));
      };
      signal.addEventListener("abort", cancel);
      worker.onerror = ({ message }) => fail(message || "the worker did not start");
      worker.onmessage = ({ data }: MessageEvent<FitMessage>) => {
        if (data.kind === "progress") return onProgress(data.done);
        if (data.kind === "failed") return fail(data.reason);
        end();
        resolve(data.weights);
      };
      worker.postMessage({ items, shortTerm } satisfies FitRequest);
    }),
};
