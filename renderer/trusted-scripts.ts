import WORKER_URL from "../decks/store/hosts/worker.ts?worker&url";

export { WORKER_URL };

/** Named in the pages' policy; the only addresses that may become scripts at run time. */
const POLICY = "cardinal-scripts";
export const SERVICE_WORKER_URL = "/service-worker.js";
const ADDRESSES: readonly string[] = [WORKER_URL, SERVICE_WORKER_URL];

const policy = window.trustedTypes?.createPolicy(POLICY, {
  createScriptURL(address) {
    if (!ADDRESSES.includes(address)) throw new TypeError(`not a script of ours: ${address}`);
    return address;
  },
});

/** The address as the type that `Worker` and `register` want under Trusted Types. */
export function trustedScriptUrl(address: string): string {
  return (policy?.createScriptURL(address) ?? address) as string;
}
