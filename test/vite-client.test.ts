import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { en } from "#app/i18n/en.ts";
import { textNeeds } from "../vite-client.ts";

const APP = fileURLToPath(new URL("../app/", import.meta.url));
const transform = textNeeds().transform as (code: string, id: string, options: { ssr: boolean }) => { code: string } | null;

it("asks in the browser for the texts that a module speaks from, each once", () => {
  const module = 'const t = useT("work"); const s = useT("states"); const u = useT("work");';
  expect(transform(module, "/x/app/routes/a.tsx", { ssr: false })!.code).toContain('("#texts states work")');
  expect(transform(module, "/x/app/routes/a.tsx", { ssr: true })).toBeNull();
  expect(transform("export {};", "/x/app/routes/a.tsx", { ssr: false })).toBeNull();
});

it("finds every namespace, because each is said as a literal that exists", () => {
  const files = readdirSync(APP, { recursive: true, encoding: "utf8" }).filter((name) => /\.tsx?$/.test(name) && !name.startsWith("i18n"));
  const said = files.flatMap((name) => [...readFileSync(join(APP, name), "utf8").matchAll(/\buseT\(([^)]*)\)/g)].map((found) => found[1]!));
  expect(said.length).toBeGreaterThan(200);
  expect([...new Set(said)].filter((name) => !Object.keys(en).includes(name.slice(1, -1)))).toEqual([]);
});
