import awsMlDeployment from "./packs/aws-ml-deployment.json" with { type: "json" };
import choosingATest from "./packs/choosing-a-test.json" with { type: "json" };

/** The rule packs that ship with Cardinal, as data; `readPack` checks them. */
export const PACKS: readonly unknown[] = [awsMlDeployment, choosingATest];
