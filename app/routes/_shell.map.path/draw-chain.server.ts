import { CUSTOMER, drawLinks, type DrawnLink, type DrawnPlace } from "#app/components/map/draw-links.ts";
import { wrapName } from "#app/components/map/wrap-name.ts";
import { pathToCustomer, type Service } from "#app/domain/agreement/path-to-customer.ts";
import type { Locale } from "#app/domain/names.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import type { DelayRow, DelayRows } from "#app/web/delay-rows.server.ts";
import { KIND_LOOKS } from "./kind-looks.ts";

const LINE_LETTERS = 18;
/** Links that a small drawing holds, the strongest. */
const MOST = 24;

/**
 * The chain of a department as a drawing: the work that waited for each other, and from its last clients the way of agreements up to the
 * external customer. Null where nothing leads anywhere.
 */
export function drawChain(page: DelayRows, services: readonly Service[], linkTo: (row: DelayRow) => string, locale: Locale) {
  const t = translateIn(locale, "chain");
  const map = translateIn(locale, "map");
  const { focus, way } = page;
  if (focus === null) return null;
  const places = new Map<string, DrawnPlace>();
  const links = new Map<string, DrawnLink>();
  const nameOf = (id: string) => page.names.get(id) ?? "–";
  const place = (id: string, name: string, below: string | null, to: string | null, look: DrawnPlace["look"]) => {
    const lines = wrapName(name, below ? 2 : 3, LINE_LETTERS);
    if (!places.has(id)) places.set(id, { id, text: below ? [...lines, ...wrapName(below, Math.max(1, 3 - lines.length), LINE_LETTERS)] : lines, bold: lines.length, label: below ? `${name}, ${below}` : name, to, look });
    return id;
  };
  const work = (one: { readonly departmentId: string; readonly productId: string }) =>
    place(`${one.departmentId}.${one.productId}`, page.productNames.get(one.productId) ?? "–", nameOf(one.departmentId), `/map/path?${new URLSearchParams({ focus: one.departmentId, product: one.productId })}`, one.departmentId === focus && (page.productId === null || page.productId === one.productId) ? "focus" : "plain");
  const department = (id: string) => place(id, nameOf(id), null, `/map/path?focus=${id}`, id === focus ? "focus" : "plain");
  const agreed = (from: string, to: string, fromName: string, toName: string) => {
    if (from !== to && !links.has(`${from} ${to}`)) links.set(`${from} ${to}`, { from, to, volume: 0, state: null, label: t("line.agreed", { from: fromName, to: toName }), door: null });
  };

  for (const row of page.chain.slice(0, MOST)) {
    const [from, to] = [work(row.up), work(row.down)];
    const known = links.get(`${from} ${to}`);
    // The same two works for several clients are one line, as bad as the worst of them.
    if (known && known.volume >= row.waited) continue;
    links.set(`${from} ${to}`, {
      from, to, volume: row.waited, state: KIND_LOOKS[row.kind], door: linkTo(row),
      label: t("line", { from: row.words.upProduct, to: row.words.product, kind: t(`kind.${row.kind}`), waited: row.waited, late: row.upLate, both: row.bothLate }),
    });
  }
  if (way === "down") {
    // From what waits for nobody's sake any more to its client, and on to the customer by the agreements.
    const drawn = page.chain.slice(0, MOST);
    const goesOn = new Set(drawn.map((row) => `${row.up.departmentId}.${row.up.productId}`));
    const ends = drawn.filter((row) => !goesOn.has(`${row.down.departmentId}.${row.down.productId}`)).map((row) => ({ from: work(row.down), name: row.words.product, clientId: row.down.clientId }));
    for (const { from, name, clientId } of ends) agreed(from, department(clientId), name, nameOf(clientId));
    for (const start of ends.length > 0 ? [...new Set(ends.map((end) => end.clientId))] : [focus]) {
      const steps = pathToCustomer(services, start);
      if (steps === null) continue;
      steps.forEach((id) => department(id));
      steps.slice(1).forEach((id, index) => agreed(steps[index]!, id, nameOf(steps[index]!), nameOf(id)));
      const last = steps.at(-1)!;
      agreed(last, place(CUSTOMER, map("customer"), null, null, "end"), nameOf(last), map("customer"));
    }
  }
  return links.size === 0 ? null : drawLinks([...places.values()], [...links.values()]);
}
