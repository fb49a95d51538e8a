import { can } from "#app/domain/access/can.ts";
import type { Permission } from "#app/domain/access/permission.ts";
import { FIRST_CLIENTS, FIRST_DEPARTMENTS, FIRST_PRODUCTS, FIRST_REQUESTS, nextStep, START_PHASES, type StartFacts, type StartKey } from "#app/domain/start/first-steps.ts";
import type { Locale } from "#app/domain/names.ts";
import { formatDay } from "#app/format/date.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import type { FirstSteps } from "#app/operations/start/read-first-steps.server.ts";
import type { Viewer } from "#app/web/session.server.ts";

/** Where a step is taken, what one needs for it, and whose it is. */
const PLACES: Readonly<Record<StartKey, { readonly to: string; readonly needs: Permission; readonly who: "admin" | "hr" | "heads" | "arbiter" }>> = {
  organisation: { to: "/start/organisation", needs: "start.edit", who: "admin" },
  calendar: { to: "/calendars/new", needs: "calendar.edit", who: "admin" },
  departments: { to: "/start/departments", needs: "start.edit", who: "admin" },
  people: { to: "/people/import", needs: "people.edit", who: "admin" },
  heads: { to: "/departments", needs: "department.edit", who: "admin" },
  promises: { to: "/start/promises", needs: "start.edit", who: "admin" },
  accounts: { to: "/settings/accounts/new", needs: "account.edit", who: "admin" },
  roles: { to: "/settings/roles/new", needs: "role.grant", who: "admin" },
  requests: { to: "/work/import", needs: "task.import", who: "heads" },
  observe: { to: "/agreements", needs: "agreement.read", who: "heads" },
  signed: { to: "/agreements", needs: "agreement.read", who: "heads" },
  trial: { to: "/agreements", needs: "agreement.read", who: "heads" },
  shadow: { to: "/pay/plans", needs: "plan.edit", who: "hr" },
  score: { to: "/periods", needs: "period.read", who: "arbiter" },
  paid: { to: "/pay/runs", needs: "run.read", who: "hr" },
};

/** How far a step is, where that can be counted. */
function counted(key: StartKey, facts: StartFacts, locale: Locale): string | null {
  const t = translateIn(locale, "start");
  switch (key) {
    case "departments":
      return t("count.departments", { n: facts.departments, of: FIRST_DEPARTMENTS });
    case "heads":
      return t("count.heads", { n: facts.heads, of: FIRST_DEPARTMENTS });
    case "people":
      return t("count.people", { count: facts.people });
    case "promises":
      return t("count.promises", { products: facts.products, ofProducts: FIRST_PRODUCTS, clients: facts.clients, ofClients: FIRST_CLIENTS });
    case "accounts":
      return t("count.accounts", { n: facts.accounts, of: FIRST_DEPARTMENTS });
    case "requests":
      return t("count.requests", { n: facts.requests, of: FIRST_REQUESTS });
    case "observe":
      return t("count.days", { count: facts.requestDays });
    default:
      return null;
  }
}

/** The steps as the page and the card of Home say them, in the reader's language. */
export function shownSteps({ steps, facts, dates }: FirstSteps, { actor }: Viewer, locale: Locale) {
  const t = translateIn(locale, "start");
  const next = nextStep(steps);
  const done = steps.filter((step) => step.isDone).length;
  const shown = steps.map(({ key, isDone }) => {
    const { to, needs, who } = PLACES[key];
    const mayOpen = can(actor, needs, {});
    return {
      key, isDone, isNext: next?.key === key, name: t(`step.${key}`), how: t(`step.${key}.how`), counted: isDone ? null : counted(key, facts, locale), to: mayOpen ? to : null, who: mayOpen ? null : t("whoDoes", { who: t(`who.${who}`) }),
    };
  });
  return {
    title: t("title"),
    sentence: !facts.hasOrganisation ? t("sentence.new") : next ? t("sentence.next", { done, all: steps.length, step: t(`step.${next.key}`) }) : t("sentence.done"),
    done, all: steps.length,
    next: shown.find((step) => step.isNext) ?? null,
    phases: START_PHASES.map((phase) => ({
      key: phase, name: t(`phase.${phase}`), why: t(`phase.${phase}.why`), by: dates ? t("by", { day: formatDay(dates[phase], locale) }) : null,
      isDone: steps.every((step) => step.phase !== phase || step.isDone), steps: shown.filter((_step, index) => steps[index]!.phase === phase),
    })),
  };
}

export type ShownSteps = ReturnType<typeof shownSteps>;
