import { describe, expect, test } from "vitest";
import { checkPassword } from "#app/domain/access/check-password.ts";

const COMMON = new Set(["password", "qwertyuiop", "iloveyou", "correcthorsebattery"]);
const OWN = ["anna.volkova@meridian.example", "Волкова", "Anna", "Meridian Group"];
const codeOf = (password: string) => checkPassword(password, COMMON, OWN)?.code ?? null;

describe("a new password", () => {
  test.each([
    ["fine, without any rule of signs", "four words and a tree", null],
    ["fine in another script", "мокрый зонт у двери", null],
    ["fine with little but long digits and letters", "7gQ-19 zebra 04", null],
    ["too short", "eleven sign", "password_short"],
    ["counted in characters, not in bytes", "🌲🌲🌲🌲🌲🌲a", "password_short"],
    ["fine with 128 characters", `${"a longer sentence ".repeat(7)}12`, null],
    ["too long with 129", `${"a longer sentence ".repeat(7)}123`, "password_long"],
    ["one that many use", "correcthorsebattery", "password_common"],
    ["one that many use, with a year and signs", "2026Password!!", "password_common"],
    ["one that many use, in capitals", "QWERTYUIOP##2", "password_common"],
    ["a few signs over and over", "abcabcabcabc", "password_common"],
    ["digits alone", "482910475836", "password_common"],
    ["the own name and little else", "volkovaanna99", "password_own"],
    ["the own name in the other script", "Волкова-1987!", "password_own"],
    ["the company and little else", "meridian2026!", "password_own"],
    ["the own name among enough else", "anna walks the grey dog", null],
  ])("%s", (_what, password, code) => {
    expect(codeOf(password)).toBe(code);
  });
});
