import { route, type RouteConfig } from "@remix-run/route-config";
import { flatRoutes } from "@remix-run/fs-routes";

/** Folders are routes by their names, but for one whose path holds a colon, which a folder's name cannot say. */
export default [
  ...(await flatRoutes({ ignoredRouteFiles: ["**/api.v1.tasks-batch/**"] })),
  route("api/v1/tasks:batch", "routes/api.v1.tasks-batch/route.ts"),
] satisfies RouteConfig;
