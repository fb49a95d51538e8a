import type { OpenPortal, Who } from "#test/support/open-portal.ts";
import { ROUTES, type Doors, type Rule } from "./route-table.ts";
import { finders, type Params, type Standing } from "./things.ts";

/** A route of the build, under the name that the table has it by. */
export interface Route {
  readonly id: string;
  readonly name: string;
  /** Pattern of the whole address. */
  readonly path: string;
  readonly hasLoader: boolean;
  readonly hasAction: boolean;
  /** Whether it draws a page; without one its data are asked for by the address itself. */
  readonly isPage: boolean;
  readonly doors: Doors | undefined;
}

/** Every route of the build's manifest that answers something. */
export function routesOf({ build }: OpenPortal): Route[] {
  const pathOf = (id: string): string => {
    const route = build.routes[id]!;
    return [route.parentId && route.parentId !== "root" ? pathOf(route.parentId) : "", route.path ?? ""].filter((part) => part !== "").join("/");
  };
  return Object.values(build.routes).flatMap((route): Route[] => {
    if (route.id === "root") return [];
    const name = route.id.replace(/^routes\//, "").replace(/\/route$/, "").replace(/^_shell\./, "");
    const { loader, action, default: page } = route.module;
    if (!loader && !action) return [];
    return [{ id: route.id, name, path: `/${pathOf(route.id)}`, hasLoader: loader !== undefined, hasAction: action !== undefined, isPage: page !== undefined, doors: ROUTES[name] }];
  });
}

/** Addresses of a route for somebody and a thing that stands so to them; null where the company has no such thing. */
export function addresses(portal: OpenPortal, finding: Params | null = null) {
  const find = finders(portal, finding);
  return (route: Route, who: Who, standing: Standing): string | null => {
    const { kind, query = "" } = route.doors ?? {};
    const params: Params | null = kind ? find[kind](who, standing) : standing === "theirs" ? {} : null;
    if (params === null) return null;
    const filled = (text: string) => text.replaceAll(/:([A-Za-z]+)/g, (whole, name: string) => (params[name] === undefined ? whole : encodeURIComponent(params[name])));
    return filled(route.path.replace("tasks:batch", "tasks%3Abatch")).replace(/\/\*$/, "/nothing-here") + filled(query);
  };
}

/** The same address asked for its data alone, as the browser does when one goes on from page to page. */
export const dataOf = (route: Route, address: string): string => `${address}${address.includes("?") ? "&" : "?"}_data=${encodeURIComponent(route.id)}`;

/** Who gets through for a thing that stands so to them. */
export function letThrough(rule: Rule, standing: Standing): readonly Who[] {
  if (rule.formFirst) return rule.party ?? [];
  switch (standing) {
    case "none":
      return [];
    case "theirs":
      return rule.any ?? [];
    default:
      return rule[standing] ?? rule.party ?? [];
  }
}
