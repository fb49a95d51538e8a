import { describe, expect, it } from "vitest";
import { loggableError, loggablePath } from "#app/web/request-log.server.ts";

describe("what the log says of a fault", () => {
  it("is its kind and place, never its message", () => {
    const cause = Object.assign(new Error("UNIQUE failed: salary 4200000"), {
      code: "SQLITE_CONSTRAINT",
    });
    const line = loggableError(new TypeError("Failed query, params: 4200000", { cause }));
    expect(line.name).toBe("TypeError");
    expect(line.at).toContain("request-log.test.ts");
    expect(line.cause).toContain("SQLITE_CONSTRAINT");
    expect(JSON.stringify(line)).not.toContain("4200000");
  });
  it("is little where something else was thrown", () => {
    expect(loggableError("4200000")).toEqual({ name: "string" });
  });
});

describe("what the log says of a path", () => {
  it.each([
    ["/work", "/work"],
    ["/work/8fKq2Zx0aa/edit", "/work/*/edit"],
    ["/r/abcdefghijklmnopqrstuvwxyzABCDEF", "/r/*"],
    ["/reset/%0aX-Evil", "/reset/*"],
    ["/assets/root-DtMkNqre.js", "/assets/root-DtMkNqre.js"],
  ])("%s is %s", (path, logged) => {
    expect(loggablePath(path)).toBe(logged);
  });
});
