import { describe, expect, test } from "vitest";
import { disputes } from "./disputes.ts";
import { shippedPack } from "./test-packs.ts";

const pack = shippedPack("aws-ml-deployment");
const said = (text: string) =>
  disputes(pack, text).map(({ about, textSays, packSays }) => [about, textSays, packSays]);

describe("a text against a pack", () => {
  test("is told with both figures where a limit of an option is another", () => {
    expect(
      said(
        "Real-time endpoints have a 60-second timeout and a payload limit of 6MB. Serverless is limited to 30 MB.",
      ),
    ).toEqual([
      ["Real-time endpoint, payload", "6MB", "25 MB"],
      ["Serverless inference, payload", "30 MB", "4 MB"],
    ]);
  });

  test.each([
    "Asynchronous inference supports payloads up to 1GB and 1-hour processing.",
    "Serverless inference takes payloads of up to 4 megabytes.",
    "A real-time request is about 1 MB on average.",
    "The museum is limited to 30 visitors.",
    "A limit of 6 MB is mentioned without saying of what.",
    "Serverless is limited, like everything.",
    "",
  ])("agrees, or says nothing: “%s”", (text) => {
    expect(said(text)).toEqual([]);
  });

  test("is told what is often said and not so", () => {
    const [dispute] = disputes(pack, "Use Spot Instances for Batch Transform instead.");
    expect(dispute).toMatchObject({ about: "Batch transform, Spot", isFigure: false });
    expect(dispute?.packSays).toContain("cannot run on managed Spot");
  });

  test("names the source of the pack's figure, and the other figures that there are", () => {
    const [dispute] = disputes(pack, "The payload limit of real-time inference is 6 MB.");
    expect(dispute?.source.title).toContain("Hosting FAQs");
    expect(dispute?.source.disagrees?.[0]?.figure).toContain("6 MB");
  });
});
