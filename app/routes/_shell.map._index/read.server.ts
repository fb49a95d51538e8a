import { CUSTOMER, drawLinks, type DrawnLink, type DrawnPlace } from "#app/components/map/draw-links.ts";
import { wrapName } from "#app/components/map/wrap-name.ts";
import { customerFacing, pathToCustomer } from "#app/domain/agreement/path-to-customer.ts";
import { chooseLinks, type MapChoice } from "#app/domain/map/choose-links.ts";
import { LINK_STATES, linksOf, type ServiceLink } from "#app/domain/map/service-link.ts";
import { foldKey, type Locale } from "#app/domain/names.ts";
import { sumKept } from "#app/domain/score/kept-share.ts";
import { formatCount } from "#app/format/number.ts";
import { formatPercentBpShort } from "#app/format/percent.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import type { AppContext } from "#app/web/context.server.ts";
import type { PageFacts } from "#app/web/page-facts.server.ts";
import { findDepartments, questionOf, readServiceMap, type ServiceMapFacts } from "#app/web/service-map.server.ts";
import type { Viewer } from "#app/web/session.server.ts";

/** Letters on a line of a place. */
const LINE_LETTERS = 18;
/** Departments named when a search fits several. */
const NAMED = 12;

/** The drawn map: what is shown, what is left out, and what a department in focus gives and takes. */
export async function readGraphPage(request: Request, context: AppContext, viewer: Viewer, facts: PageFacts) {
  const url = new URL(request.url);
  const map = await readServiceMap(context, viewer, url, facts);
  const choice = chooseLinks(map.lines, map.departments, questionOf(url, map.query));
  const found = map.query.search === "" ? null : findDepartments(map.names, map.query.search, foldKey);
  const nameOf = (id: string) => map.names.get(id) ?? "–";
  const counts = Object.fromEntries(LINK_STATES.map((state) => [state, choice.all.filter((link) => link.state === state).length]));
  return {
    month: map.month, months: map.months, query: map.query, products: map.products,
    found: found && found.slice(0, NAMED).map((id) => ({ id, name: nameOf(id) })), foundCount: found?.length ?? 0,
    own: map.mine[0] ?? null,
    focus: choice.focus === null ? null : { id: choice.focus, name: nameOf(choice.focus) },
    unit: choice.unit === null ? null : { id: choice.unit, name: nameOf(choice.unit) },
    isFolded: choice.folded.size > 0, left: choice.left, counts, links: choice.all.length, total: sumKept(choice.all.map((link) => link.kept)),
    hasAny: map.everyLine.length > 0,
    graph: draw(map, choice, facts.locale),
    given: choice.focus === null ? [] : besides(map, choice.all.filter((link) => link.from === choice.focus), "to"),
    taken: choice.focus === null ? [] : besides(map, choice.all.filter((link) => link.to === choice.focus), "from"),
    way: choice.focus === null ? null : (pathToCustomer(servicesOf(map), choice.focus) ?? []).map((id) => ({ id, name: nameOf(id) })),
  };
}

export type GraphPage = Awaited<ReturnType<typeof readGraphPage>>;

/** Every service of the company as the way to the customer knows them. */
function servicesOf(map: ServiceMapFacts) {
  return linksOf(map.everyLine, (id) => id, () => false).map(({ from, to, kept }) => ({ from, to, volume: kept.of }));
}

function draw(map: ServiceMapFacts, choice: MapChoice, locale: Locale) {
  const t = translateIn(locale, "map");
  const at = (changes: Readonly<Record<string, string>>) => `/map?${new URLSearchParams({ period: map.month, ...changes, ...(map.query.filters.product ? { product: map.query.filters.product } : {}) })}`;
  const facing = customerFacing(servicesOf(map));
  const drawn = new Set(choice.places);
  const facingPlaces = [...new Set([...facing].map((id) => (drawn.has(id) ? id : choice.unitOf(id))))].filter((id) => drawn.has(id) && (choice.focus === null || facing.has(id)));
  const count = (links: readonly ServiceLink[], of: (link: ServiceLink) => boolean) => links.filter(of).length;
  const places = choice.places.map((id): DrawnPlace => {
    const name = map.names.get(id) ?? "–";
    const size = choice.folded.get(id);
    // What is read in the place begins its name for those who hear it.
    const label = t("place", { name: size === undefined ? name : `${name}, ${t("place.departments", { count: size })}`, given: t("place.given", { count: count(choice.links, (link) => link.from === id) }), taken: t("place.taken", { count: count(choice.links, (link) => link.to === id) }) });
    if (size !== undefined) return { id, ...named(name, t("place.departments", { count: size })), label, to: at({ unit: id }), look: "unit" };
    return { id, ...named(name), label, to: id === choice.focus ? `/departments/${id}` : at({ focus: id }), look: id === choice.focus ? "focus" : "plain" };
  });
  const links = choice.links.map((link): DrawnLink => ({
    from: link.from, to: link.to, volume: link.kept.of, state: link.state, label: labelOf(link, map, locale),
    door: choice.folded.has(link.from) || choice.folded.has(link.to) ? `/map/table?${new URLSearchParams({ period: map.month, provider: choice.unitOf(link.from), client: choice.unitOf(link.to) })}` : map.relationshipTo(link.from, link.to),
  }));
  if (facingPlaces.length === 0) return drawLinks(places, links);
  return drawLinks(
    [...places, { id: CUSTOMER, ...named(t("customer")), label: t("customer.label", { count: facing.size }), to: null, look: "end" }],
    [...links, ...facingPlaces.map((id): DrawnLink => ({ from: id, to: CUSTOMER, volume: 0, state: null, label: t("customer.link", { name: map.names.get(id) ?? "–" }), door: null }))],
  );
}

/** A name on as many of the three lines as what stands below it leaves. */
function named(name: string, below?: string): Pick<DrawnPlace, "text" | "bold"> {
  const lines = wrapName(name, below ? 2 : 3, LINE_LETTERS);
  return { text: below ? [...lines, below] : lines, bold: lines.length };
}

/** A link in words: who serves whom, how it stands, and what that is counted from. */
export function labelOf(link: ServiceLink, map: Pick<ServiceMapFacts, "names">, locale: Locale): string {
  const t = translateIn(locale, "map");
  const kept = link.kept.bp === null ? t("nothingDue") : t("link.kept", { share: formatPercentBpShort(link.kept.bp, locale), kept: formatCount(link.kept.kept, locale), of: formatCount(link.kept.of, locale) });
  return t("link", { provider: map.names.get(link.from) ?? "–", client: map.names.get(link.to) ?? "–", state: t(`state.${link.state}`), kept });
}

/** Links of the department in focus, the worst first. */
function besides(map: ServiceMapFacts, links: readonly ServiceLink[], side: "from" | "to") {
  return [...links]
    .sort((a, b) => LINK_STATES.indexOf(a.state) - LINK_STATES.indexOf(b.state) || b.kept.of - a.kept.of)
    .map((link) => ({ id: link[side], name: map.names.get(link[side]) ?? "–", state: link.state, kept: link.kept, atRisk: link.atRisk, to: map.relationshipTo(link.from, link.to) }));
}
