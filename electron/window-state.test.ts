import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { KeptFile } from "./kept-file.ts";
import { FakeUiWindow } from "./testing/fake-ui-window.ts";
import { keepWindowState, placeOf, readWindowState, type WindowState } from "./window-state.ts";

const STATE: WindowState = {
  version: 1,
  bounds: { x: 2000, y: 100, width: 900, height: 700 },
  maximised: false,
  fullScreen: false,
  zoomFactor: 1.25,
};
const LAPTOP = { x: 0, y: 25, width: 1440, height: 850 };
const MONITOR = { x: 1440, y: 0, width: 2560, height: 1400 };

describe("a kept state", () => {
  test("is read as it was written", () => {
    expect(readWindowState(JSON.parse(JSON.stringify(STATE)))).toEqual(STATE);
  });

  test.each([
    ["nothing", null],
    ["a newer version", { ...STATE, version: 2 }],
    ["no bounds", { ...STATE, bounds: null }],
    ["bounds that are no numbers", { ...STATE, bounds: { ...STATE.bounds, x: "1" } }],
    ["no size", { ...STATE, bounds: { ...STATE.bounds, width: 0 } }],
  ])("with %s counts as none", (_what, kept) => {
    expect(readWindowState(kept)).toBeNull();
  });

  test("never zooms further than Chromium does", () => {
    expect(readWindowState({ ...STATE, zoomFactor: 400 })?.zoomFactor).toBe(5);
    expect(readWindowState({ ...STATE, zoomFactor: -1 })?.zoomFactor).toBe(0.25);
    expect(readWindowState({ ...STATE, zoomFactor: "2" })?.zoomFactor).toBe(1);
  });
});

describe("the place of a new window", () => {
  test("is where it was, on its monitor", () => {
    expect(placeOf(STATE, [LAPTOP, MONITOR])).toEqual(STATE.bounds);
  });

  test("is the system's choice when that monitor is gone, and fits the one that is left", () => {
    const wide = { ...STATE, bounds: { x: 1600, y: 0, width: 2400, height: 1300 } };
    expect(placeOf(wide, [LAPTOP])).toEqual({ width: 1440, height: 850 });
  });

  test("is the usual one at the first start", () => {
    expect(placeOf(null, [MONITOR])).toEqual({ width: 1200, height: 800 });
    expect(placeOf(null, [])).toEqual({ width: 1200, height: 800 });
  });

  test("is full screen only where it was", () => {
    expect(placeOf({ ...STATE, fullScreen: true }, [LAPTOP])).toMatchObject({ fullscreen: true });
    expect(placeOf(STATE, [LAPTOP])).not.toHaveProperty("fullscreen");
  });

  test("always leaves something of the upper edge to take hold of", () => {
    const number = fc.integer({ min: -6000, max: 6000 });
    const size = fc.integer({ min: 1, max: 6000 });
    const rectangle = fc.record({ x: number, y: number, width: size, height: size });
    const area = fc.record({
      x: number,
      y: number,
      width: fc.integer({ min: 640, max: 5000 }),
      height: fc.integer({ min: 480, max: 3000 }),
    });
    fc.assert(
      fc.property(rectangle, fc.array(area, { minLength: 1, maxLength: 4 }), (bounds, areas) => {
        const { x, y, width = 0, height = 0 } = placeOf({ ...STATE, bounds }, areas);
        expect(width).toBeGreaterThanOrEqual(400);
        expect(height).toBeGreaterThanOrEqual(300);
        if (x === undefined || y === undefined) return;
        const held = areas.some(
          (one) =>
            Math.min(x + width, one.x + one.width) - Math.max(x, one.x) >= Math.min(120, bounds.width) &&
            y >= one.y - 15 &&
            y + 30 <= one.y + one.height,
        );
        expect(held).toBe(true);
      }),
    );
  });
});

describe("a window that is kept", () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
  afterEach(() => void vi.useRealTimers());

  function kept(state: WindowState | null) {
    const written: unknown[] = [];
    const file: KeptFile = { read: () => null, write: (value) => void written.push(value) };
    const window = new FakeUiWindow({ x: 10, y: 20, width: 800, height: 600 });
    keepWindowState(window.asWindow(), { state, file });
    return { window, written };
  }

  test("comes with its zoom once its page is loaded, and keeps the learner's at a reload", () => {
    const { window } = kept(STATE);
    window.load();
    expect(window.webContents.getZoomFactor()).toBe(1.25);
    window.webContents.setZoomFactor(2);
    window.load();
    expect(window.webContents.getZoomFactor()).toBe(2);
  });

  test("is maximised when there is something to see, not before", () => {
    const { window } = kept({ ...STATE, maximised: true });
    expect(window.visible).toBe(false);
    window.emit("ready-to-show");
    expect(window.maximised).toBe(true);
  });

  test("is written down where it comes to rest, and as it is closed", () => {
    const { window, written } = kept(null);
    window.bounds = { x: 30, y: 40, width: 810, height: 610 };
    for (let step = 0; step < 20; step++) window.emit("move");
    expect(written).toEqual([]);
    vi.advanceTimersByTime(500);
    expect(written).toHaveLength(1);
    window.maximised = true;
    window.webContents.setZoomFactor(1.5);
    window.close();
    expect(written.at(-1)).toEqual({
      version: 1,
      bounds: { x: 30, y: 40, width: 810, height: 610 },
      maximised: true,
      fullScreen: false,
      zoomFactor: 1.5,
    });
    expect(readWindowState(written.at(-1))).toEqual(written.at(-1));
  });

  test("a window that was dragged and closed at once is not asked again", () => {
    const { window, written } = kept(null);
    window.emit("resize");
    window.close();
    vi.advanceTimersByTime(5_000);
    expect(written).toHaveLength(1);
  });
});
