import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const CLIENT = fileURLToPath(new URL("../../build/client/", import.meta.url));

const BUDGET_BYTES = 150_000;

interface Manifest {
  readonly entry: { readonly module: string; readonly imports: readonly string[] };
  readonly routes: Readonly<Record<string, { readonly module: string; readonly imports?: readonly string[]; readonly parentId?: string }>>;
}

/**
 * JavaScript that the browser loads for a first page, gzip bytes, by route: its code, and the Russian texts (the longer ones) that the code
 * asks for by the marker of vite-client.ts.
 */
export function firstPageBytes() {
  const assets = join(CLIENT, "assets");
  const names = existsSync(assets) ? readdirSync(assets) : [];
  const name = names.find((file) => file.startsWith("manifest-"));
  if (!name) return { reason: "no build; run npm run build" };
  const read = (path: string) => readFileSync(join(CLIENT, path), "utf8");
  const text = read(`assets/${name}`);
  const manifest = JSON.parse(text.slice(text.indexOf("{"), text.lastIndexOf("}") + 1)) as Manifest;
  const size = (path: string) => gzipSync(readFileSync(join(CLIENT, path)), { level: 9 }).length;
  const filesOf = (routeId: string): string[] => {
    const files = new Set([manifest.entry.module, ...manifest.entry.imports]);
    for (let id: string | undefined = routeId; id; id = manifest.routes[id]?.parentId) {
      const route = manifest.routes[id]!;
      for (const file of [route.module, ...(route.imports ?? [])]) files.add(file);
    }
    return [...files];
  };
  const textsOf = (files: readonly string[]): string[] => {
    const namespaces = new Set(files.flatMap((file) => [...read(file).matchAll(/#texts ([a-z ]+)/g)].flatMap((found) => found[1]!.split(" "))));
    return [...namespaces].map((namespace) => `assets/${names.find((file) => file.startsWith(`texts-ru-${namespace}-`))!}`);
  };
  const sum = (files: readonly string[]) => files.reduce((total, file) => total + size(file), 0);
  const kb = (bytes: number) => Math.round(bytes / 100) / 10;
  const pages = Object.keys(manifest.routes).filter((id) => id !== "root").map((id) => {
    const files = filesOf(id);
    const words = sum(textsOf(files));
    return { id, words, bytes: sum(files) + words };
  });
  const heaviest = pages.reduce((a, b) => (b.bytes > a.bytes ? b : a));
  const home = pages.find((page) => page.id === "routes/_shell._index")!;
  return { homeKb: kb(home.bytes), ofThemWords: kb(home.words), heaviest: heaviest.id, heaviestKb: kb(heaviest.bytes), pagesOver: pages.filter((page) => page.bytes > BUDGET_BYTES).length, budget: "<= 150 kB" };
}
