import { describe, expect, it } from "vitest";
import { readFlash, setFlash } from "#app/web/flash.server.ts";
import {
  localeOfRequest,
  readPreferences,
  rememberPreferences,
} from "#app/web/preferences.server.ts";

describe("the language of a request", () => {
  it.each([
    ["the cookie", "lang=ru", "en", "ru"],
    ["the browser's first known language", undefined, "de-DE, ru-RU;q=0.9, en;q=0.8", "ru"],
    ["by weight, not by place", undefined, "en;q=0.5, ru;q=0.9", "ru"],
    ["never one that is refused", undefined, "ru;q=0, fr", "en"],
    ["English without any hint", undefined, undefined, "en"],
    ["the browser's where the cookie is nonsense", "lang=tlh", "ru", "ru"],
    ["English for nonsense", "lang=%E0%A4%A", ";;,,;q=x,\u0000", "en"],
  ] as const)("is %s", (_name, cookie, accept, locale) => {
    expect(localeOfRequest(cookie, accept)).toBe(locale);
  });
});

describe("preferences", () => {
  it("come back as they were remembered", () => {
    const cookies = rememberPreferences({ theme: "dark", railCollapsed: true }, false);
    const header = cookies.map((cookie) => cookie.split(";")[0]).join("; ");
    expect(readPreferences(header)).toEqual({ theme: "dark", railCollapsed: true });
  });
  it("are kept under names that other hosts cannot set, and read from them first", () => {
    const cookies = rememberPreferences({ theme: "dark", railCollapsed: true, locale: "ru" }, true);
    expect(cookies.map((cookie) => cookie.split("=")[0])).toEqual(["__Host-theme", "__Host-lang", "__Host-rail"]);
    const header = ["theme=light", ...cookies.map((cookie) => cookie.split(";")[0])].join("; ");
    expect([readPreferences(header), localeOfRequest(header, undefined)]).toEqual([{ theme: "dark", railCollapsed: true }, "ru"]);
  });
  it("fall back to the system's look", () => {
    expect(readPreferences("theme=pink; rail=?")).toEqual({
      theme: "system",
      railCollapsed: false,
    });
    expect(readPreferences(null)).toEqual({ theme: "system", railCollapsed: false });
  });
});

describe("a flash message", () => {
  const asking = (cookie: string) =>
    new Request("http://localhost/", { headers: { Cookie: cookie.split(";")[0] ?? "" } });
  it("comes back as it was set", () => {
    const flash = { key: "saved", tone: "done", values: { name: "Финансы; =" } } as const;
    expect(readFlash(asking(setFlash(flash, false)), false)).toEqual(flash);
    expect(readFlash(asking(setFlash(flash, true)), true)).toEqual(flash);
  });
  it("is ignored when it is not ours", () => {
    for (const text of [
      "flash=%%%",
      "flash=e30",
      "flash=bnVsbA",
      "flash=" + Buffer.from('{"key":"<b>"}').toString("base64url"),
    ]) {
      expect(readFlash(asking(text), false)).toBeNull();
    }
  });
});
