import { expect, test } from "vitest";
import { desktopActions } from "./desktop-actions.ts";

function actions({ problem = "", refuses = false } = {}) {
  const opened: string[] = [];
  const copied: string[] = [];
  const said: string[] = [];
  const done = desktopActions({
    shell: {
      async openPath(path) {
        opened.push(path);
        return problem;
      },
    },
    clipboard: {
      async writeText(text) {
        if (refuses) throw new Error("no clipboard");
        copied.push(text);
      },
    },
    dataFolder: "/data/Cardinal",
    report: () => "Cardinal 0.1.0",
    say: (sentence) => void said.push(sentence),
  });
  return { ...done, opened, copied, said };
}

test("the data folder is opened, and nothing is said", async () => {
  const { openDataFolder, opened, said } = actions();
  await openDataFolder();
  expect({ opened, said }).toEqual({ opened: ["/data/Cardinal"], said: [] });
});

test("where it cannot be opened, it is named", async () => {
  const { openDataFolder, said } = actions({ problem: "No application is registered" });
  await openDataFolder();
  expect(said).toEqual(["The folder could not be opened. It is /data/Cardinal."]);
});

test("the report is copied and that is said, or that it could not be", async () => {
  const { copyReport, copied, said } = actions();
  await copyReport();
  expect(copied).toEqual(["Cardinal 0.1.0"]);
  expect(said).toEqual(["The error report is copied. Paste it where you want to send it."]);
  const refused = actions({ refuses: true });
  await refused.copyReport();
  expect(refused.said).toEqual(["The error report could not be copied."]);
});
