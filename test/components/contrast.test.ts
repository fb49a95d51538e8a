import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const css = readFileSync(new URL("../../app/styles.css", import.meta.url), "utf8");

/** The variables of the block that follows a selector. */
function variables(selector: string): Map<string, string> {
  const start = css.indexOf(`${selector} {`);
  const block = css.slice(start, css.indexOf("}", start));
  return new Map(
    [...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map((match) => [
      match[1] ?? "",
      match[2] ?? "",
    ])
  );
}

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.03928 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

const themes = {
  light: variables(":root"),
  "dark by system": variables(":root:not(.light)"),
  "dark by choice": variables(":root.dark"),
};
const STATES = ["met", "risk", "breach", "run", "pause", "excused", "unknown"];
const SURFACES = ["canvas", "chrome", "raised", "sunken", "hover"];

describe.each(Object.entries(themes))("contrast in %s", (_name, theme) => {
  const colour = (name: string) => theme.get(name) ?? "";

  it.each(["ink", "muted", "faint", "accent"])(
    "of %s is at least 4.5 : 1 on every surface",
    (text) => {
      for (const surface of SURFACES)
        expect(contrast(colour(text), colour(surface)), surface).toBeGreaterThanOrEqual(4.5);
    }
  );
  it.each(STATES)(
    "of the state %s is at least 4.5 : 1 on its own ground and on the page",
    (state) => {
      for (const ground of [`${state}-soft`, "canvas", "raised", "hover"]) {
        expect(contrast(colour(state), colour(ground)), ground).toBeGreaterThanOrEqual(4.5);
      }
      expect(contrast(colour("ink"), colour(`${state}-soft`))).toBeGreaterThanOrEqual(4.5);
    }
  );
  it("of words on filled buttons, and of the accent on its ground, is at least 4.5 : 1", () => {
    for (const fill of ["fill", "fill-hover", "danger", "danger-hover"]) {
      expect(contrast(colour("on-fill"), colour(fill)), fill).toBeGreaterThanOrEqual(4.5);
    }
    expect(contrast(colour("accent"), colour("accent-soft"))).toBeGreaterThanOrEqual(4.5);
  });
  it("of a field's border is at least 3 : 1", () => {
    expect(contrast(colour("field"), colour("raised"))).toBeGreaterThanOrEqual(3);
  });
});

it("is the same dark, chosen or by the system", () => {
  expect(themes["dark by choice"]).toEqual(themes["dark by system"]);
  expect(themes.light.size).toBe(themes["dark by choice"].size);
});
