import { can } from "#app/domain/access/can.ts";
import { nameIn } from "#app/domain/names.ts";
import { addDays } from "#app/domain/time/local-date.ts";
import { formatWeekday } from "#app/format/date.ts";
import { formatClock, formatInstantExact } from "#app/format/instant.ts";
import { formatCount } from "#app/format/number.ts";
import { personName } from "#app/format/person-name.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { readWeek, type Week } from "#app/operations/read-week.server.ts";
import type { AppContext } from "#app/web/context.server.ts";
import type { PageFacts } from "#app/web/page-facts.server.ts";
import type { Viewer } from "#app/web/session.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import { loadMemberships, loadPeople } from "#db/queries/people.server.ts";
import type { WeekTask } from "#db/queries/week.server.ts";
import type { WeekCard } from "./card.ts";

/** Tasks of a day that are named; the day's heading leads to all of them. */
const NAMED = 4;
/** Rows of the load; more people than these are a list. */
const PEOPLE = 12;

/** The agenda of departments that somebody answers for: by day, with the load of each person and giving work to another in place. */
export async function readWeekCard({ store }: AppContext, viewer: Viewer, facts: PageFacts, leads: readonly string[]): Promise<WeekCard> {
  const { locale, today } = facts;
  const t = translateIn(locale, "week");
  const states = translateIn(locale, "states");
  const [week, departments, memberships] = await Promise.all([readWeek(store, leads, facts), loadDepartments(store, "all"), loadMemberships(store, today, today)]);
  const assignable = memberships.filter((row) => leads.includes(row.departmentId) && can(viewer.actor, "task.reassign", { departmentIds: [row.departmentId] }));
  const wanted = [...new Set([...week.loads.flatMap((one) => one.assigneeId ?? []), ...assignable.map((row) => row.personId)])];
  const people = new Map((wanted.length > 0 ? await loadPeople(store, wanted) : []).map((row) => [row.id, personName(row, locale)]));
  const names = new Map(departments.map((row) => [row.id, nameIn(row.name, locale)]));
  const row = (task: WeekTask) => ({
    key: task.id, to: `/work/${task.id}`, title: task.title || task.externalId,
    detail: [formatClock(task.dueAt!, viewer.timeZone), `→ ${names.get(task.clientId) ?? ""}`, task.assigneeId ? people.get(task.assigneeId) : t("load.nobody")].filter(Boolean).join(" · "),
    exact: formatInstantExact(task.dueAt!, viewer.timeZone, locale),
    ...(task.outcome === "at_risk" || task.state === "paused" ? { chip: { state: task.state === "paused" ? ("paused" as const) : ("at_risk" as const), word: states(task.state === "paused" ? "paused" : "at_risk") } } : {}),
    chosen: can(viewer.actor, "task.reassign", { departmentIds: [task.providerId] }) ? `${task.id} ${task.seq}` : null,
    choose: t("assign.choose", { title: task.title || task.externalId }),
  });
  const days = week.agenda.filter((one) => one.due > 0).map(({ day, due, tasks }) => ({ day, title: dayTitle(day, today, facts), count: t("day.count", { count: due }), to: dueDoor(day), rows: tasks.slice(0, NAMED).map(row) }));
  const choices = [...new Set(assignable.map((one) => one.personId))].map((id) => ({ id, name: people.get(id) ?? "" })).sort((a, b) => a.name.localeCompare(b.name, locale));
  return {
    title: t("week"),
    sentence: weekSentence(week, facts),
    print: { to: "/week", label: t("week.print") },
    days,
    empty: t("week.empty"),
    load: loadTable(week, people, facts),
    assign: choices.length > 0 && days.some((one) => one.rows.some((task) => task.chosen)) ? { label: t("assign.label"), person: t("assign.person"), button: t("assign.button"), people: choices } : null,
  };

  function dueDoor(day: string) {
    return `/work?side=provider&due=${day}&sort=due`;
  }
}

function dayTitle(day: string, today: string, { locale }: PageFacts): string {
  const t = translateIn(locale, "week");
  const named = formatWeekday(day, locale);
  return day === today ? t("day.today", { day: named }) : day === addDays(today, 1) ? t("day.tomorrow", { day: named }) : named;
}

/** How much is due and late, and how many have a hand in it. */
export function weekSentence(week: Week, { locale }: Pick<PageFacts, "locale">): string {
  const t = translateIn(locale, "week");
  const sentence = t("week.sentence", {
    due: t("week.due", { count: week.due }), late: week.late > 0 ? t("week.late", { count: week.late }) : t("week.late.none"), count: week.loads.filter((one) => one.assigneeId !== null).length,
  });
  return week.isPartial ? t("week.more", { sentence }) : sentence;
}

/** People down, late and the days across; each figure is the list it counts. */
function loadTable(week: Week, people: ReadonlyMap<string, string>, { locale, today }: PageFacts): WeekCard["load"] {
  const t = translateIn(locale, "week");
  const last = week.days[week.days.length - 1]!;
  const spans = [{ due: `..${addDays(today, -1)}`, when: t("load.late") }, ...week.days.map((day) => ({ due: day, when: formatWeekday(day, locale) }))];
  return {
    title: t("load"),
    csv: `/work.csv?side=provider&due=..${last}&sort=due`,
    headings: [t("load.person"), t("load.late"), ...week.days.map((day) => formatWeekday(day, locale).split(" ")[0]!)],
    rows: week.loads.slice(0, PEOPLE).map((load) => {
      const name = load.assigneeId === null ? t("load.nobody") : (people.get(load.assigneeId) ?? "–");
      return {
        key: load.assigneeId ?? "nobody", name,
        cells: [load.late, ...load.byDay].map((n, index) => ({
          text: n === 0 ? "–" : formatCount(n, locale),
          to: n === 0 ? null : `/work?side=provider&assignee=${load.assigneeId ?? "nobody"}&due=${spans[index]!.due}`,
          label: `${name}, ${spans[index]!.when}: ${formatCount(n, locale)}`,
        })),
      };
    }),
  };
}
