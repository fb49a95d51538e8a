import type { Actor } from "#app/domain/access/actor.ts";
import { can, mayEver } from "#app/domain/access/can.ts";
import { ownDepartments } from "#app/domain/access/own-departments.ts";
import type { Permission } from "#app/domain/access/permission.ts";
import type { Locale } from "#app/domain/names.ts";
import type { Key, Namespace } from "#app/i18n/catalogue.ts";
import { translateIn } from "#app/i18n/translate.server.ts";

/** A page or an act as the search offers it. */
export interface PortalPage {
  readonly to: string;
  readonly label: string;
}

interface KnownPage {
  readonly to: string;
  /** What opens it; null = it is everybody's. */
  readonly needs: Permission | null;
  readonly label: (locale: Locale) => string;
}

const page = <N extends Namespace>(to: string, needs: Permission | null, namespace: N, key: Key<N>): KnownPage => ({ to, needs, label: (locale) => translateIn(locale, namespace)(key) });

/** Pages without a thing of their own in the address. A way only: each of them guards itself. */
const PAGES: readonly KnownPage[] = [
  page("/", null, "home", "title"),
  page("/inbox", null, "ratings", "inbox.title"),
  page("/agreements", "agreement.read", "agreements", "title"),
  page("/agreements/standard", "product.read", "library", "standard.title"),
  page("/relationships", "agreement.read", "relationship", "title"),
  page("/work", "task.read", "work", "title"),
  page("/work/planned", "task.read", "planned", "title"),
  page("/work/watched", "task.read", "watch", "title"),
  page("/work/disputes", "dispute.read", "disputes", "title"),
  page("/work/incidents", "incident.read", "delays", "incidents"),
  page("/work/import", "task.import", "intake", "title"),
  page("/ratings", "answer.read", "ratings", "title"),
  page("/ratings/answers", "answer.read", "ratings", "tab.answers"),
  page("/ratings/given", "answer.read", "ratings", "tab.given"),
  page("/ratings/voice", "feedback.read", "voice", "title"),
  page("/ratings/fairness", "fairness.read", "fairness", "title"),
  page("/improvement", "case.read", "improvement", "title"),
  page("/scorecards", "scorecard.read", "scorecards", "title"),
  page("/periods", "period.read", "scorecards", "periods.title"),
  page("/periods/calendar", "period.read", "closing", "calendar.title"),
  page("/pay", "statement.read_own", "search", "myBonus"),
  page("/pay/runs", "run.read", "pay", "runs.title"),
  page("/pay/plans", "run.read", "pay", "plans.title"),
  page("/map", "map.read", "map", "title"),
  page("/catalogue", "product.read", "catalogue", "title"),
  page("/departments", "department.read", "catalogue", "departments"),
  page("/people", "people.read", "catalogue", "people"),
  page("/calendars", "calendar.read", "catalogue", "calendars"),
  page("/needs", "relationship.read", "needs", "title"),
  page("/words", null, "glossary", "title"),
  page("/start", "start.read", "start", "title"),
  page("/settings", "settings.read", "settings", "title"),
  page("/settings/accounts", "settings.read", "settings", "accounts"),
  page("/settings/roles", "role.read", "settings", "roles"),
  page("/settings/tokens", "settings.read", "settings", "sources"),
  page("/settings/jobs", "jobs.read", "settings", "jobs"),
  page("/settings/audit", "audit.read", "settings", "audit"),
  page("/settings/surveys", "survey.edit", "settings", "surveys"),
  page("/account", null, "account", "title"),
];

/** Whether somebody may ask for something in the name of one of their departments. */
export const mayRequest = (actor: Actor): boolean => ownDepartments(actor).some((id) => can(actor, "task.request", { departmentIds: [id] }));

/** Pages that a person may open, in the order of the menu. */
export const pagesFor = (actor: Actor, locale: Locale): PortalPage[] =>
  PAGES.filter(({ needs }) => needs === null || mayEver(actor, needs)).map(({ to, label }) => ({ to, label: label(locale) }));

/** Starred pages under the names that they have in a language now; a thing keeps the title that it had. */
export function namedFavourites<Row extends { readonly path: string; readonly label: string }>(rows: readonly Row[], locale: Locale): Row[] {
  const known = new Map(PAGES.map(({ to, label }) => [to, label]));
  return rows.map((row) => ({ ...row, label: known.get(row.path)?.(locale) ?? row.label }));
}

/** What a person may begin from anywhere. */
export function actsFor(actor: Actor, locale: Locale): PortalPage[] {
  const t = translateIn(locale, "search");
  return [
    ...(mayRequest(actor) ? [{ to: "/work/new", label: t("act.request") }] : []),
    ...(mayEver(actor, "task.import") ? [{ to: "/work/import", label: t("act.import") }] : []),
    ...(mayEver(actor, "case.open") ? [{ to: "/improvement/new", label: t("act.case") }] : []),
    ...(mayEver(actor, "feedback.send") ? [{ to: "/ratings/voice/new", label: t("act.voice") }] : []),
  ];
}
