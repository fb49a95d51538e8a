import type { ServerBuild } from "@remix-run/node";

/**
 * Gives for a path the build with only those routes that could match it. The router takes every route of a build to pieces for each request,
 * several times: with some 230 routes that is a quarter of the work of a page. Routes whose first segment is another word can never match, so
 * leaving them out changes nothing that a request sees; routes that begin with a parameter, with nothing, or with a splat are in every part.
 *
 * A path of which the first segment cannot be read, or is no route's, gets the part of those that fit anything.
 */
export function buildOfPath<Made>(build: ServerBuild, make: (part: ServerBuild) => Made): (path: string) => Made {
  const first = new Map(Object.keys(build.routes).map((id) => [id, firstSegment(build, id)] as const));
  const words = new Set([...first.values()].filter((word): word is string => word !== null));
  const made = new Map<string, Made>();
  return (path) => {
    const word = wordOf(path);
    const key = word !== null && words.has(word) ? word : "";
    const known = made.get(key);
    if (known !== undefined) return known;
    const part = make(narrow(build, (id) => first.get(id) === null || first.get(id) === key));
    made.set(key, part);
    return part;
  };
}

/** The word with which a route's whole path begins, in small letters as the router compares; null where it may begin with anything. */
function firstSegment(build: ServerBuild, id: string): string | null {
  const segments: string[] = [];
  for (let at = build.routes[id]; at; at = at.parentId === undefined ? undefined : build.routes[at.parentId]) segments.unshift(at.path ?? "");
  const word = segments.join("/").split("/").find((segment) => segment !== "");
  return word === undefined || /[:*?]/.test(word) ? null : word.toLowerCase();
}

function wordOf(path: string): string | null {
  try {
    return decodeURIComponent(path.split("/").find((segment) => segment !== "") ?? "").toLowerCase();
  } catch {
    return null;
  }
}

/** Parents of what stays are kept by the same test: a parent's path is the beginning of its children's, or empty. */
function narrow(build: ServerBuild, stays: (id: string) => boolean): ServerBuild {
  const keep = <Route>(routes: Readonly<Record<string, Route>>): Record<string, Route> => Object.fromEntries(Object.entries(routes).filter(([id]) => stays(id)));
  return { ...build, routes: keep(build.routes), assets: { ...build.assets, routes: keep(build.assets.routes) } };
}
