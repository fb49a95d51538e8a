import type { Plugin } from "vite";

const SAYS = /\buseT\("([a-z]+)"\)/g;
const TEXTS = /\/app\/i18n\/(en|ru)\/([a-z]+)\.ts$/;

/**
 * Texts come to the browser by namespace, with the code that speaks them: each module that says `useT("work")` gets a call which asks for
 * those texts as soon as the module is loaded. Server code stays as it is. The marker `#texts` also tells the benchmark what a page needs.
 */
export function textNeeds(): Plugin {
  return {
    name: "text-needs",
    transform(code, id, options) {
      if (options?.ssr || !/\/app\/.*\.tsx?$/.test(id.split("?")[0]!)) return null;
      const names = [...new Set([...code.matchAll(SAYS)].map((found) => found[1]!))].sort();
      if (names.length === 0) return null;
      const call = `\nimport { needTexts as askForTexts } from "#app/i18n/needed-texts.ts";\naskForTexts("#texts ${names.join(" ")}");\n`;
      return { code: code + call, map: null };
    },
  };
}

/** Names the files of the texts `texts-ru-work-….js`, so that they are told from pages of the same name. */
export function chunkName({ facadeModuleId }: { readonly facadeModuleId: string | null }): string {
  const texts = TEXTS.exec(facadeModuleId ?? "");
  return texts ? `assets/texts-${texts[1]}-${texts[2]}-[hash].js` : "assets/[name]-[hash].js";
}

/**
 * Leaves the codec of single fetch out of the browser: the feature is off (remix.config.js), its decoder carries advisories, and nothing
 * else calls it.
 */
export function withoutSingleFetch(): Plugin {
  const EMPTY = "\0turbo-stream";
  return {
    name: "without-single-fetch",
    enforce: "pre",
    resolveId: (source, _importer, options) => (source === "turbo-stream" && !options.ssr ? EMPTY : null),
    load: (id) => (id === EMPTY ? 'export function decode() { throw new Error("single fetch is off"); } export const encode = decode;' : null),
  };
}
