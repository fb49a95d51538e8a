import { can } from "#app/domain/access/can.ts";
import { nameIn } from "#app/domain/names.ts";
import { departmentTree } from "#app/domain/organisation/department-tree.ts";
import { payPeriodName } from "#app/domain/score/pay-period-months.ts";
import { formatDay } from "#app/format/date.ts";
import { formatInstantNear } from "#app/format/instant.ts";
import { formatCount } from "#app/format/number.ts";
import { personName } from "#app/format/person-name.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { readSlack } from "#app/operations/read-slack.server.ts";
import { readWeek } from "#app/operations/read-week.server.ts";
import type { AppContext } from "#app/web/context.server.ts";
import { allow, fault } from "#app/web/guard.server.ts";
import type { PageFacts } from "#app/web/page-facts.server.ts";
import type { Viewer } from "#app/web/session.server.ts";
import { departmentsOf } from "#app/web/work-scope.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import { countUndelivered, loadLate, type UrgentTask } from "#db/queries/home.server.ts";
import { loadPeople } from "#db/queries/people.server.ts";
import { nearestDepartments } from "../_shell._index/read-work.server.ts";
import { slackWords, targetWords } from "../_shell._index/own-cards.server.ts";

/** Rows of the sheet: with them it stays one page of A4. */
const AGENDA = 16;
const LINES = 5;
const LATE = 4;

/** The sheet of a department for a stand-up of a quarter of an hour, all of it in words; null for people of no department. */
export async function readWeekSheet({ store }: AppContext, viewer: Viewer, facts: PageFacts, asked: string | null) {
  const { locale, now, today } = facts;
  const departments = await loadDepartments(store);
  const tree = departmentTree(departments);
  const mayAll = can(viewer.actor, "task.read");
  const choices = departments.filter((row) => mayAll || departmentsOf(viewer.actor).includes(row.id));
  if (asked !== null && !departments.some((row) => row.id === asked)) throw fault(404, "not_found");
  const nearest = [...nearestDepartments(viewer.actor, tree), ...choices.map((row) => row.id)].find((id) => departments.some((row) => row.id === id));
  const department = departments.find((row) => row.id === (asked ?? nearest));
  if (!department) return null;
  allow(viewer, "task.read", { partyIds: [department.id] });

  const t = translateIn(locale, "week");
  const ids = tree.withBelow(department.id);
  const period = facts.organisation ? payPeriodName(facts.month, facts.organisation.payPeriod) : facts.month;
  const [week, slack, late, owed, lateCount, owedCount] = await Promise.all([
    readWeek(store, ids, facts),
    facts.organisation ? readSlack(store, [department.id], period, now) : [],
    loadLate(store, { providerIds: ids }, now, LATE), loadLate(store, { clientIds: ids }, now, LATE), countUndelivered(store, { providerIds: ids }, now), countUndelivered(store, { clientIds: ids }, now),
  ]);
  const tasks = week.agenda.flatMap((day) => day.tasks);
  const people = await namesOf([...tasks.slice(0, AGENDA), ...late, ...owed]);
  const names = new Map(departments.map((row) => [row.id, nameIn(row.name, locale)]));
  const inDanger = slack.filter((line) => line.slack.state === "bears" && line.open > line.slack.left);
  const who = (id: string | null) => (id === null ? t("load.nobody") : (people.get(id) ?? "–"));
  const lateRow = (task: UrgentTask, other: string) => ({ key: task.id, to: `/work/${task.id}`, title: task.title || task.externalId, other: names.get(other) ?? "", who: who(task.assigneeId), when: formatInstantNear(task.dueAt!, now, viewer.timeZone, locale) });
  const name = names.get(department.id) ?? "";
  return {
    title: t("print.title", { day: formatDay(today, locale), department: name }),
    sentence: `${[t("week.due", { count: week.due }), week.late > 0 ? t("week.late", { count: week.late }) : t("week.late.none"), inDanger.length > 0 ? t("print.lost", { count: inDanger.length }) : t("print.lost.none")].join("; ")}.`,
    departmentId: department.id,
    choices: choices.map((row) => ({ id: row.id, name: names.get(row.id) ?? "" })),
    agenda: tasks.slice(0, AGENDA).map((task) => ({
      key: task.id, to: `/work/${task.id}`, title: task.title || task.externalId, other: names.get(task.clientId) ?? "", who: who(task.assigneeId), when: formatInstantNear(task.dueAt!, now, viewer.timeZone, locale),
    })),
    more: more(week.due - Math.min(tasks.length, AGENDA)),
    csv: `/work.csv?provider=${department.id}&due=..${week.days[week.days.length - 1]!}&sort=due`,
    slack: inDanger.slice(0, LINES).map((line) => ({ key: line.key, to: `/scorecards/${department.id}?period=${period}`, title: `${nameIn(line.name, locale)} → ${nameIn(line.client, locale)}`, target: targetWords(line, facts), open: formatCount(line.open, locale), bears: slackWords(line, facts) })),
    late: { rows: late.map((task) => lateRow(task, task.clientId)), more: more(lateCount.late - late.length) },
    owed: { rows: owed.map((task) => lateRow(task, task.providerId)), more: more(owedCount.late - owed.length) },
    words: {
      button: t("print.button"), department: t("print.department"), agenda: t("print.agenda"), none: t("week.empty"), slack: t("print.slack"), slackNone: t("print.slack.none"), late: t("print.late"), lateNone: t("print.late.none"), owed: t("print.owed"),
      owedNone: t("print.owed.none"), task: t("print.task"), to: t("print.to"), from: translateIn(locale, "common")("provider"), who: t("print.who"), when: t("print.when"), line: t("print.line"), target: t("print.target"), bears: t("print.bears"), open: t("print.open"),
    },
  };

  function more(n: number) {
    return n > 0 ? t("print.more", { count: n }) : null;
  }
  async function namesOf(rows: readonly { readonly assigneeId: string | null }[]) {
    const wanted = [...new Set(rows.flatMap((row) => row.assigneeId ?? []))];
    return new Map((wanted.length > 0 ? await loadPeople(store, wanted) : []).map((row) => [row.id, personName(row, locale)]));
  }
}

export type WeekSheet = NonNullable<Awaited<ReturnType<typeof readWeekSheet>>>;
