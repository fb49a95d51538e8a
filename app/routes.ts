import {
  UNSAFE_flatRoutes as flatRoutes,
  UNSAFE_getRouteConfigAppDirectory as appDirectory,
  UNSAFE_routeManifestToRouteConfig as toRouteConfig,
} from "@remix-run/dev";

/** A path with a colon, which a folder's name cannot say. */
const BATCH = { id: "routes/api.v1.tasks-batch/route", path: "api/v1/tasks:batch", file: "routes/api.v1.tasks-batch/route.ts" };

/**
 * The file convention of `app/routes` (flat routes, one folder a route with its form and view beside `route.tsx`). This is what
 * `@remix-run/fs-routes` does in one call; that package is left out.
 */
export default [...toRouteConfig(flatRoutes(appDirectory(), ["**/api.v1.tasks-batch"], "routes")), BATCH];
