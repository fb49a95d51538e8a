import { expect, test, vi } from "vitest";
import * as store from "#db/store.ts";

test("errors of the store are known by another copy of the module, as the server's bundle has one", async () => {
  vi.resetModules();
  const copy = await import("#db/store.ts");
  expect(copy.StaleWriteError).not.toBe(store.StaleWriteError);
  const errors = [new store.StaleWriteError(1, 0, 0), new store.BusyError(), new store.DuplicateError("task_key")];
  const kinds = [copy.StaleWriteError, copy.BusyError, copy.DuplicateError];
  expect(errors.map((error) => kinds.map((kind) => error instanceof kind))).toEqual([
    [true, false, false],
    [false, true, false],
    [false, false, true],
  ]);
  expect([new Error("StaleWriteError"), null, { name: "BusyError" }].some((other) => kinds.some((kind) => other instanceof kind))).toBe(false);
});
