import { vitePlugin as remix } from "@remix-run/dev";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig } from "vite";
import remixOptions from "./remix.config.js";
import { chunkName, textNeeds, withoutSingleFetch } from "./vite-client.ts";

export default defineConfig({
  plugins: [tailwindcss(), textNeeds(), withoutSingleFetch(), remix(remixOptions)],
  build: {
    // A data URI would need `data:` in font-src and script-src; every asset is a file with a fingerprint.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 330,
    rollupOptions: { output: { chunkFileNames: chunkName } },
  },
});
