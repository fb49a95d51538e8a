/**
 * Options of the Remix Vite plugin (security.md section 0). `v3_singleFetch` and `v3_lazyRouteDiscovery` stay off: their
 * decoders carry advisories that Remix 2 never fixes. The other `v3_*` flags are on, so that the move to React Router 7 stays
 * mechanical.
 *
 * @type {import("@remix-run/dev").VitePluginConfig}
 */
export default {
  appDirectory: "app",
  buildDirectory: "build",
  serverModuleFormat: "esm",
  future: {
    v3_fetcherPersist: true,
    v3_relativeSplatPath: true,
    v3_throwAbortReason: true,
    v3_routeConfig: true,
    v3_singleFetch: false,
    v3_lazyRouteDiscovery: false,
  },
};
