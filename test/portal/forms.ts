import { inTurns, WHO, type OpenPortal, type Who } from "#test/support/open-portal.ts";
import { addresses, letThrough, routesOf, type Route } from "./doors.ts";
import { STANDINGS, type Params } from "./things.ts";

/** A form as a page has it: where it goes and what it would send if somebody only pressed the button. */
export interface PageForm {
  readonly page: string;
  readonly route: Route;
  readonly who: Who;
  readonly action: string;
  readonly isMultipart: boolean;
  /** Fields with the values they have on the page; of a choice without one, the first. */
  readonly fields: readonly (readonly [name: string, value: string])[];
  /** Fields into which text is typed. */
  readonly texts: readonly string[];
}

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', "#x27": "'", "#39": "'" };
const plain = (text: string) => text.replaceAll(/&(\w+|#x27|#39);/g, (whole, name: string) => ENTITIES[name] ?? whole);

function attributes(tag: string): ReadonlyMap<string, string> {
  return new Map([...tag.matchAll(/([\w-]+)(?:="([^"]*)")?/g)].slice(1).map(([, name, value]) => [name!.toLowerCase(), plain(value ?? "")]));
}

/** Forms that a page of the portal posts, one for each of its buttons. */
function formsOf(html: string, page: string, route: Route, who: Who): PageForm[] {
  return [...html.matchAll(/<form\b[^>]*>[\s\S]*?<\/form>/g)].flatMap(([form]) => {
    const own = attributes(/^<form\b[^>]*>/.exec(form)![0]);
    if (own.get("method") !== "post") return [];
    const fields: [string, string][] = [];
    const texts: string[] = [];
    const buttons: [string, string][] = [];
    for (const [whole, tag, inner] of form.matchAll(/<(input|textarea|select|button)\b[^>]*>(?:([\s\S]*?)<\/(?:textarea|select|button)>)?/g)) {
      const has = attributes(/^<[^>]*>/.exec(whole)![0]);
      const name = has.get("name") ?? "";
      if (name === "" || has.has("disabled")) continue;
      const value = has.get("value") ?? "";
      if (tag === "button") buttons.push([name, value]);
      else if (tag === "textarea") {
        fields.push([name, plain(inner ?? "").replace(/^\n/, "")]);
        texts.push(name);
      } else if (tag === "select") {
        const options = [...(inner ?? "").matchAll(/<option\b[^>]*>/g)].map(([option]) => attributes(option));
        fields.push([name, (options.find((one) => one.has("selected")) ?? options.find((one) => one.get("value") !== "") ?? new Map<string, string>()).get("value") ?? ""]);
      } else if (["checkbox", "radio"].includes(has.get("type") ?? "")) {
        if (has.has("checked")) fields.push([name, value || "on"]);
      } else if (has.get("type") !== "file") {
        fields.push([name, value]);
        if (!["hidden", "date", "number", "month", "datetime-local", "time"].includes(has.get("type") ?? "text")) texts.push(name);
      }
    }
    const target = own.get("action") || page;
    const form1 = { page, route, who, action: target, isMultipart: (own.get("enctype") ?? "").startsWith("multipart"), texts };
    return (buttons.length === 0 ? [null] : buttons).map((button) => ({ ...form1, fields: button ? [...fields, button] : fields }));
  });
}

/** Every page that `people` may open, a thing of each standing, and the forms on them; equal forms once. */
export async function crawlForms(portal: OpenPortal, finding: Params | null, people: readonly Who[] = WHO): Promise<PageForm[]> {
  const addressOf = addresses(portal, finding);
  const pages = routesOf(portal).flatMap((route) => {
    const rule = route.doors?.get;
    if (!route.isPage || typeof rule !== "object") return [];
    return people.flatMap((who) =>
      STANDINGS.filter((standing) => letThrough(rule, standing).includes(who)).flatMap((standing) => {
        const page = addressOf(route, who, standing);
        return page === null ? [] : [{ route, who, page }];
      }),
    );
  });
  const found = await inTurns(pages, 3, async ({ route, who, page }) => formsOf((await portal.ask(page, { as: who })).text, page, route, who));
  const seen = new Set<string>();
  return found.flat().filter(({ action, fields, who }) => {
    if (/^\/(preferences|sign-out|sign-in)/.test(action)) return false;
    const key = JSON.stringify([who, action.split("?")[0]!.replaceAll(/[0-9a-f]{24,}/g, "*"), fields.map(([name]) => name), fields.at(-1)]);
    return !seen.has(key) && seen.add(key) !== undefined;
  });
}
