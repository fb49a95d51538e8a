import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkLayout, DOCUMENT_KINDS, fillLayout, LAYOUT_PARTS, LONGEST_LAYOUT, PLACEHOLDERS } from "#app/domain/document/layout.ts";
import { standardText } from "#app/operations/document-words.server.ts";

describe("the words of a document", () => {
  test("each line is a paragraph, and its facts are filled in", () => {
    expect(fillLayout("\n{{ organisation }}\r\n\n\n  No. ____\n{{total}} to {{people}}\n\n", { organisation: "Meridian", total: "1.00", people: "3" })).toEqual(["Meridian", "", "No. ____", "1.00 to 3"]);
  });

  test("a fact that looks like a placeholder is only text", () => expect(fillLayout("{{plan}}", { plan: "{{total}} $& {{plan}}", total: "9" })).toEqual(["{{total}} $& {{plan}}"]));

  test.each([
    ["order", "Pay {{total}}", null],
    ["order", "Pay {{ total }} by {{}}", "unknown_placeholder"],
    ["annex", "Pay {{total}}", "unknown_placeholder"],
    ["annex", "{{constructor}}", "unknown_placeholder"],
    ["annex", "{plan}", null],
    ["sheet", "x".repeat(LONGEST_LAYOUT + 1), "too_long"],
  ] as const)("%s: %j is refused as %s", (kind, text, code) => {
    const checked = checkLayout(kind, text);
    expect(checked.ok ? null : checked.code).toBe(code);
  });

  test("whatever is accepted is filled in whole", () =>
    fc.assert(
      fc.property(fc.constantFrom(...DOCUMENT_KINDS), fc.array(fc.oneof(fc.string(), fc.constantFrom("{{plan}}", "{{organisation}}", "{{", "}}"))), (kind, parts) => {
        const text = parts.join("");
        if (!checkLayout(kind, text).ok) return;
        const filled = fillLayout(text, Object.fromEntries(PLACEHOLDERS[kind].map((name) => [name, "-"]))).join("\n");
        for (const name of PLACEHOLDERS[kind]) expect(filled).not.toContain(`{{${name}}}`);
      }),
    ));

  test("the portal's own words name only what their documents know", () => {
    for (const kind of DOCUMENT_KINDS) for (const part of LAYOUT_PARTS) for (const locale of ["en", "ru"] as const) expect([kind, part, locale, checkLayout(kind, standardText(kind, part, locale)).ok]).toEqual([kind, part, locale, true]);
  });
});
