import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { diffWords } from "#app/domain/composer/diff-words.ts";
import { maskText } from "#app/domain/composer/mask-text.ts";

describe("people in a text that goes out", () => {
  const SURNAMES = ["Smirnova", "Смирнова", "Ковальский", "Lee"];
  test.each([
    ["Ask Anna Smirnova about it", "Ask [name 1] about it"],
    ["спросите у Смирновой А. П. или Ковальского", "спросите у [name 1] или [name 2]"],
    ["А. П. Смирнова подтвердит", "[name 1] подтвердит"],
    ["write to anna.s@example.org or +7 (495) 123-45-67", "write to [mail 1] or [number 1]"],
    ["account 40702810900000012345, 1 500 000 roubles", "account [number 1], 1 500 000 roubles"],
    ["Leeds and Ковальня are places", "Leeds and Ковальня are places"],
    ["Report for May 2026, 12.05.2026", "Report for May 2026, 12.05.2026"],
    ["for Smirnova\nPlease send", "for [name 1]\nPlease send"],
    ["Smirnova, then Smirnova again", "[name 1], then [name 1] again"],
  ])("%s", (text, masked) => expect(maskText(text, SURNAMES).text).toBe(masked));

  test("are put back into the answer, as they stood", () => {
    const { text, restore } = maskText("Ask Anna Smirnova, mail a@b.example", SURNAMES);
    expect(restore(`Please: ${text}. Unknown: [name 9]`)).toBe("Please: Ask Anna Smirnova, mail a@b.example. Unknown: [name 9]");
  });
  test("every text comes back whole", () => {
    fc.assert(fc.property(fc.array(fc.constantFrom("Anna ", "Smirnova", " ", "a@b.example", "8 800 555 35 35", "и ", "Ковальского", "."), { maxLength: 10 }), (parts) => {
      const { text, restore } = maskText(parts.join(""), SURNAMES);
      expect(restore(text)).toBe(parts.join(""));
    }));
  });
});

describe("words that changed", () => {
  test("stand between those that did not", () =>
    expect(diffWords("Send the report now", "Please send the report by Friday")).toEqual([
      { kind: "gone", text: "Send " }, { kind: "new", text: "Please send " }, { kind: "same", text: "the report " }, { kind: "gone", text: "now" }, { kind: "new", text: "by Friday" },
    ]));
  test("one text is what is the same and gone, the other what is the same and new", () => {
    const texts = fc.array(fc.constantFrom("a", "b", "c"), { maxLength: 12 }).map((list) => list.join(" "));
    fc.assert(fc.property(texts, texts, (before, after) => {
      const parts = diffWords(before, after)!;
      const join = (kind: "gone" | "new") => parts.filter((part) => part.kind !== kind).map((part) => part.text).join("").split(/\s+/).join(" ").trim();
      expect(join("gone")).toBe(after);
      expect(join("new").replaceAll(" ", "")).toBe(before.replaceAll(" ", ""));
    }));
  });
  test("very long texts are not compared", () => expect(diffWords("a ".repeat(2_000), "b")).toBeNull());
});
