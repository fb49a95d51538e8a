import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { safePath } from "#app/web/safe-redirect.server.ts";

describe("safePath", () => {
  it.each(["/", "/work", "/work?state=late&page=2", "/tasks/abc#verdict", "/поиск"])(
    "keeps %s",
    (path) => {
      expect(safePath(path)).not.toBe(undefined);
      expect(new URL(safePath(path, "/no"), "http://a.b").href).toBe(
        new URL(path, "http://a.b").href
      );
    }
  );

  it.each([
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\/evil.example",
    "/work\\..\\evil",
    "https://evil.example",
    "javascript:alert(1)",
    "evil.example",
    "/\tevil",
    "/\n/evil.example",
    "/a\r\nSet-Cookie: x=1",
    "",
    " /work",
    "/\u0000",
    "/./\\evil.example",
    "/..//evil.example",
    "/.//evil.example",
    null,
    undefined,
    7,
    ["/work"],
    "/" + "a".repeat(2_000),
  ])("refuses %j", (input) => {
    expect(safePath(input, "/home")).toBe("/home");
  });

  it("never leaves the site, whatever comes in", () => {
    const pieces = fc.constantFrom(
      "/",
      "\\",
      "//",
      ".",
      "..",
      ":",
      "@",
      "?",
      "#",
      "\t",
      "\n",
      " ",
      "evil.example",
      "http",
      "%2f",
      "é"
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 8 }), (parts) => {
        const path = safePath(parts.join(""));
        expect(path.startsWith("/")).toBe(true);
        expect(new URL(path, "http://portal.example").origin).toBe("http://portal.example");
      }),
      { numRuns: 2_000 }
    );
  });
});
