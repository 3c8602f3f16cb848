import awsMlDeployment from "./guides/aws-ml-deployment.md?raw";
import statisticalTests from "./guides/statistical-tests.md?raw";

/** The guides that ship with Cardinal, in our own words. */
export const GUIDES: readonly {
  readonly id: string;
  readonly fileName: string;
  readonly summary: string;
  readonly text: string;
}[] = [
  {
    id: "aws-ml-deployment",
    fileName: "aws-ml-deployment.md",
    summary: "Inference types, hosting, rollouts and what they cost, with the figures of the documentation.",
    text: awsMlDeployment,
  },
  {
    id: "statistical-tests",
    fileName: "statistical-tests.md",
    summary: "From the question you ask to the test that answers it.",
    text: statisticalTests,
  },
];
