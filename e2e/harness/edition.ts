import path from "node:path";
import { startServer } from "../../build/server/server.ts";

export const DIST = path.resolve(import.meta.dirname, "../../dist");

/** Runs with the built browser edition served on a free port of the loopback. */
export async function withApp<T>(run: (address: string) => Promise<T>): Promise<T> {
  const server = await startServer({ root: path.join(DIST, "ui"), port: 0 });
  try {
    return await run(server.address);
  } finally {
    await server.close();
  }
}
