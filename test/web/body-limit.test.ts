import { expect, test } from "vitest";
import { bodyLimitOf } from "#app/web/body-limit.server.ts";

// A route that takes files answers a large one with its form and what was typed; the edge could only answer with a page of its own.
test.each(["/work/import", "/work/import/", "/calendars/new", "/calendars/1ba9efd61bc3232ad8768abba3b54562/edit"])("%s takes files", (path) => {
  expect(bodyLimitOf(path)).toBeGreaterThan(20 * 1024 * 1024);
});

test.each(["/", "/work/importance", "/calendars", "/calendars/new/deeper/edit", "/calendars/1ba9efd61bc3232ad8768abba3b54562/compare", "/agreements/new", "/work", "/work/new", "/work/log", "/work/disputes", "/work/planned/one"])("%s takes forms only", (path) => {
  expect(bodyLimitOf(path)).toBe(1_000_000);
});
