import { can } from "#app/domain/access/can.ts";
import { nameIn } from "#app/domain/names.ts";
import { addMonths } from "#app/domain/time/local-date.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { openAgreementBook } from "#app/operations/agreement-book.server.ts";
import { openFollowUpBook } from "#app/operations/follow-up-book.server.ts";
import { explainLateness, findLateLine } from "#app/operations/explain-lateness.server.ts";
import { caseSubject } from "#app/web/case-access.server.ts";
import { nameCases } from "#app/operations/lists/case-list.server.ts";
import type { AppContext } from "#app/web/context.server.ts";
import { allow } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";
import type { Viewer } from "#app/web/session.server.ts";
import { loadCasesAbout } from "#db/queries/cases.server.ts";

/** Months looked at in detail, and months of the chart. */
const DETAIL_MONTHS = 3;
const CHART_MONTHS = 24;

/** What the page and its CSV show of a line, for a viewer who is a side of it or oversees. */
export async function readCauses(request: Request, context: AppContext, viewer: Viewer) {
  const { locale, today } = await readPageFacts(request, context);
  const search = new URL(request.url).searchParams;
  const key = search.get("obligation") ?? "";
  const book = await openAgreementBook(context.store);
  const line = findLateLine(book, key);
  allow(viewer, "task.read", line && { partyIds: [line.providerId, ...(line.clientId ? [line.clientId] : [])] });
  const current = today.slice(0, 7);
  const asked = search.get("to") ?? current;
  const last = /^\d{4}-(0[1-9]|1[0-2])$/.test(asked) && asked <= current ? asked : current;
  const back = (n: number, from: string) => Array.from({ length: n }, (_, index) => addMonths(from, index - n + 1));
  const months = back(DETAIL_MONTHS, last);
  // The running month is left out of the chart: half a month is no point of it.
  const history = back(CHART_MONTHS, last < current ? last : addMonths(current, -1));
  const cases = (await loadCasesAbout(context.store, { obligationKey: key })).filter((row) => can(viewer.actor, "case.read", caseSubject(row)));
  const found = await explainLateness(context.store, book, line!, months, history, context.now());
  const name = nameIn(found.name, locale);
  const provider = nameIn(book.departments.get(line!.providerId)?.name ?? {}, locale);
  const client = line!.clientId ? nameIn(book.departments.get(line!.clientId)?.name ?? {}, locale) : "";
  const t = translateIn(locale, "causes");
  const cause = found.causes.find((row) => row.cause === search.get("cause"))?.cause ?? null;
  return { ...found, title: t("title", { name }), key, cause, listed: found.deliveries.filter((row) => cause === null || row.cause === cause), provider, providerId: line!.providerId, client, months: found.months, from: months[0]!, to: last, current, previous: addMonths(last, -DETAIL_MONTHS), next: addMonths(last, DETAIL_MONTHS), zone: viewer.timeZone, cases: await nameCases(context.store, cases, await openFollowUpBook(context.store), locale, context.now()), mayOpenCase: can(viewer.actor, "case.open", { partyIds: [line!.providerId, ...(line!.clientId ? [line!.clientId] : [])] }) };
}
