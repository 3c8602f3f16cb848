import { describe, expect, test } from "vitest";
import { STORE_METHODS, type StoreChange, type StudyStore } from "../contract.ts";
import { portChannel } from "./channel.ts";
import { connect } from "./connect.ts";
import { lateStore } from "./hosts/late-store.ts";
import { serve } from "./serve.ts";
import { storeContract } from "./store-contract.ts";
import { ALL, answerNext, type Machine, newMachine, changePreset } from "./test-collection.ts";

/** The same store behind a real port, served before it is open as the hosts do. */
function overPort(machine: Machine) {
  const { port1, port2 } = new MessageChannel();
  const tell = serve<StudyStore, StoreChange>(
    lateStore(machine.open().then(({ store }) => store)),
    STORE_METHODS,
    portChannel(port1),
  );
  const connection = connect<StudyStore, StoreChange>(portChannel(port2), STORE_METHODS);
  return { ...connection, tell, serverPort: port1 };
}

storeContract("in process", async (machine) => ({ machine, store: (await machine.open()).store }));
storeContract("over a port", async (machine) => ({ machine, store: overPort(machine).remote }));

describe("over a port", () => {
  test("a closed port rejects the calls in flight and every later one as unavailable", async () => {
    const { remote, serverPort, onClose } = overPort(newMachine());
    const closed = new Promise<void>((resolve) => onClose(resolve));
    const inFlight = remote.today();
    serverPort.close();
    await expect(inFlight).rejects.toMatchObject({ code: "unavailable" });
    await closed;
    await expect(remote.settings()).rejects.toMatchObject({ code: "unavailable" });
  });

  test("an argument that cannot be cloned rejects as invalid-input, and the port still works", async () => {
    const { remote } = overPort(newMachine());
    const input = { deckId: () => null } as never;
    await expect(remote.session(input)).rejects.toMatchObject({ code: "invalid-input" });
    expect(await remote.session(ALL)).toMatchObject({ cards: [] });
  });

  test("a store that cannot be opened rejects every call with its reason", async () => {
    const machine = newMachine();
    const first = await machine.open();
    await changePreset(first.store, { newCardsPerDay: 1 });
    first.close();
    for (const [name, bytes] of machine.files.logBytes) {
      const text = new TextDecoder().decode(bytes).replace("cardinal-journal 1", "cardinal-journal 2");
      machine.files.logBytes.set(name, new TextEncoder().encode(text));
    }
    machine.kill();
    const { remote } = overPort(machine);
    for (const call of [remote.today, remote.settings, remote.storageReport]) {
      await expect(call()).rejects.toMatchObject({ code: "newer-version" });
    }
  });

  test("a name that is no verb is refused, those of every object too", async () => {
    const { port1, port2 } = new MessageChannel();
    serve(
      lateStore(
        newMachine()
          .open()
          .then(({ store }) => store),
      ),
      STORE_METHODS,
      portChannel(port1),
    );
    const answers = new Promise<unknown[]>((resolve) => {
      const seen: unknown[] = [];
      portChannel(port2).listen(
        (message) => {
          if (!Object.hasOwn(Object(message), "serving") && seen.push(message) === 2) resolve(seen);
        },
        () => {},
      );
    });
    port2.postMessage({ call: 1, method: "dropEverything", input: null });
    port2.postMessage({ call: 2, method: "constructor", input: null });
    for (const answer of await answers) expect(answer).toMatchObject({ error: { code: "invalid-input" } });
    port1.close();
  });
});

test("results are the same in process and over a port", async () => {
  const [here, there] = [newMachine(), newMachine()];
  const direct = (await here.open()).store;
  const { remote } = overPort(there);
  for (const [store, machine] of [
    [direct, here],
    [remote, there],
  ] as const) {
    const source = { kind: "sample", id: "rivers" } as const;
    const plan = await store.planImport({ source });
    await store.applyImport({ source, planId: plan.planId });
    for (const grade of ["good", "easy", "again"] as const) await answerNext({ store }, machine, grade);
    await store.undo();
  }
  expect(await remote.today()).toEqual(await direct.today());
  expect(await remote.session(ALL)).toEqual(await direct.session(ALL));
});
