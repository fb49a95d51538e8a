import { can } from "#app/domain/access/can.ts";
import { ownDepartments } from "#app/domain/access/own-departments.ts";
import { readRef } from "#app/domain/evaluation/chain.ts";
import { nameIn, wordsIn, type Locale } from "#app/domain/names.ts";
import { formatDay } from "#app/format/date.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import type { WaitCase } from "#app/operations/read-delays.server.ts";
import { readNeededInputs } from "#app/operations/read-needed-inputs.server.ts";
import { readServices } from "#app/operations/read-path.server.ts";
import type { AppContext } from "#app/web/context.server.ts";
import { readDelayRows, type DelayRow } from "#app/web/delay-rows.server.ts";
import type { PageFacts } from "#app/web/page-facts.server.ts";
import type { Viewer } from "#app/web/session.server.ts";
import { readMapMonth } from "#app/web/service-map.server.ts";
import { taskSubject } from "#app/web/work-scope.server.ts";
import { loadRecipients } from "#db/queries/tasks.server.ts";
import { drawChain } from "./draw-chain.server.ts";

/** Tasks behind one sentence that are listed. */
const LISTED = 50;

/** What a delay of a department does: measured sentences, the chain as a drawing, and what agreements say begins with its work. */
export async function readPathPage(request: Request, context: AppContext, viewer: Viewer, facts: PageFacts) {
  const url = new URL(request.url);
  const { store } = context;
  const page = await readDelayRows(context, url, facts);
  const { month } = await readMapMonth(store, url, facts);
  const linkTo = (row: Pick<DelayRow, "key">) => {
    const params = new URLSearchParams(url.searchParams);
    for (const name of ["_data", "page"]) params.delete(name);
    params.set("link", row.key);
    return `/map/path?${params}#tasks`;
  };
  const [services, tasks, agreed] = await Promise.all([
    page.focus === null ? [] : readServices(store, { today: facts.today, month }, facts.now),
    listTasks(context, viewer, page.chosenCases, facts.locale),
    page.focus === null || page.way === "up" ? null : readAgreed(context, viewer, page.names, page.focus, page.productId, facts),
  ]);
  const nearest = page.chain.filter((row) => row.step === 1);
  const used = new Set(page.chain.flatMap((row) => [row.up.productId, row.down.productId]));
  const option = (names: ReadonlyMap<string, string>, keep: (id: string) => boolean) => [...names].filter(([id]) => keep(id)).map(([value, label]) => ({ value, label })).sort((a, b) => a.label.localeCompare(b.label, facts.locale));
  return {
    query: page.query, total: page.total, rows: page.rows.map((row) => ({ key: row.key, says: row.says, step: row.step, waited: row.waited, upLate: row.upLate, bothLate: row.bothLate, kind: row.kind, to: linkTo(row) })),
    focus: page.focus === null ? null : { id: page.focus, name: page.names.get(page.focus) ?? "–" }, way: page.way, hasAny: page.hasAny, isPartial: page.isPartial, looked: page.looked,
    // Of what waited for its own work (or what its own work waited for); further steps are somebody else's.
    waited: nearest.reduce((sum, row) => sum + row.waited, 0), both: nearest.reduce((sum, row) => sum + row.bothLate, 0),
    departments: option(page.names, () => true), products: option(page.productNames, (id) => used.has(id) || id === page.productId),
    graph: drawChain(page, services, linkTo, facts.locale),
    chosen: page.chosen && { key: page.chosen.key, says: page.chosen.says, ...tasks },
    agreed, zone: viewer.timeZone,
  };
}

export type PathPage = Awaited<ReturnType<typeof readPathPage>>;

/** The tasks behind a sentence that the viewer may see, the newest first; how many there are of others. */
async function listTasks({ store }: AppContext, viewer: Viewer, cases: readonly WaitCase[], locale: Locale) {
  const t = translateIn(locale, "chain");
  const ids = cases.flatMap((one) => [one.task.id, ...(one.upstreamTask ? [one.upstreamTask.id] : [])]);
  const recipients = await loadRecipients(store, ids);
  const isSeen = (task: WaitCase["task"]) => can(viewer.actor, "task.read", taskSubject(task, recipients.get(task.id) ?? [task.clientId]));
  const seen = cases.filter((one) => isSeen(one.task));
  return {
    hidden: cases.length - seen.length, listed: seen.length,
    tasks: seen.slice(0, LISTED).map((one) => {
      const planned = readRef(one.upstream);
      return {
        id: one.task.id, title: one.task.title || one.task.externalId, dueAt: one.dueAt, isLate: one.downLate,
        up: {
          title: one.upstreamTask ? one.upstreamTask.title || one.upstreamTask.externalId : planned?.type === "occurrence" ? t("tasks.planned", { day: formatDay(planned.date, locale) }) : "–",
          to: one.upstreamTask && isSeen(one.upstreamTask) ? `/work/${one.upstreamTask.id}` : null, dueAt: one.upstreamDueAt, isLate: one.upLate,
        },
      };
    }),
  };
}

/** Inputs of the department in agreements that the viewer may read. */
async function readAgreed({ store }: AppContext, viewer: Viewer, names: ReadonlyMap<string, string>, departmentId: string, productId: string | null, facts: PageFacts) {
  const mine = ownDepartments(viewer.actor);
  const overseer = can(viewer.actor, "agreement.read");
  const needed = (await readNeededInputs(store, departmentId, facts.today)).filter((one) => (overseer || mine.includes(departmentId) || mine.includes(one.providerId)) && (productId === null || one.input.productId === undefined || one.input.productId === productId));
  return needed.map((one) => ({
    agreementId: one.agreementId, code: one.code, providerId: one.providerId, provider: names.get(one.providerId) ?? "–", input: nameIn(one.input.name, facts.locale), due: wordsIn(one.input.due, facts.locale),
    begins: one.begins.map((line) => ({ key: line.key, name: nameIn(line.name, facts.locale) })),
  }));
}
