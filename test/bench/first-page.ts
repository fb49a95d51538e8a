import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const CLIENT = fileURLToPath(new URL("../../build/client/", import.meta.url));

interface Manifest {
  readonly entry: { readonly module: string; readonly imports: readonly string[] };
  readonly routes: Readonly<Record<string, { readonly module: string; readonly imports?: readonly string[]; readonly parentId?: string }>>;
}

/** JavaScript that the browser loads for a first page, gzip bytes, by route; and what charts add lazily. */
export function firstPageBytes() {
  const assets = join(CLIENT, "assets");
  const name = existsSync(assets) ? readdirSync(assets).find((file) => file.startsWith("manifest-")) : undefined;
  if (!name) return { reason: "no build; run npm run build" };
  const text = readFileSync(join(CLIENT, "assets", name), "utf8");
  const manifest = JSON.parse(text.slice(text.indexOf("{"), text.lastIndexOf("}") + 1)) as Manifest;
  const size = (path: string) => gzipSync(readFileSync(join(CLIENT, path)), { level: 9 }).length;
  const bytesOf = (routeId: string): number => {
    const files = new Set([manifest.entry.module, ...manifest.entry.imports]);
    for (let id: string | undefined = routeId; id; id = manifest.routes[id]?.parentId) {
      const route = manifest.routes[id]!;
      for (const file of [route.module, ...(route.imports ?? [])]) files.add(file);
    }
    return [...files].reduce((sum, file) => sum + size(file), 0);
  };
  // The texts of the reader's language come with every first page, though the entry asks for them by a dynamic import.
  const words = Math.max(...readdirSync(assets).filter((file) => /^(en|ru)-.*\.js$/.test(file)).map((file) => size(`assets/${file}`)));
  const routes = Object.keys(manifest.routes).filter((id) => id !== "root").map((id) => [id, bytesOf(id) + words] as const);
  const [heaviest, bytes] = routes.reduce((a, b) => (b[1] > a[1] ? b : a));
  return { home: Math.round((bytesOf("routes/_shell._index") + words) / 1000), ofThemWords: Math.round(words / 1000), heaviest, heaviestKb: Math.round(bytes / 1000), budget: "<= 150 kB" };
}
