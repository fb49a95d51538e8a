import { russianDays } from "#app/domain/calendar/propose-days.ts";
import { compileCalendar } from "#app/domain/calendar/calendar.ts";
import type { Calendar } from "#app/domain/calendar/calendar.ts";
import { RUSSIAN_YEARS } from "#app/domain/calendar/russian-years.ts";
import { expandOccurrences } from "#app/domain/evaluation/occurrences.ts";
import { DEFAULT_CLOSING_RULE } from "#app/domain/score/closing-calendar.ts";
import { payPeriodMonths, payPeriodName } from "#app/domain/score/pay-period-months.ts";
import { periodOf } from "#app/domain/time/instant.ts";
import { addDays, addMonths, DAY_MS } from "#app/domain/time/local-date.ts";
import { localDateOf, startOfDate, zoneOf } from "#app/domain/time/zone.ts";
import type { OperationContext } from "#app/operations/context.ts";
import { confirmClose } from "#app/operations/confirm-close.server.ts";
import { countClientMonths } from "#app/operations/count-client-months.server.ts";
import { ensurePeriods } from "#app/operations/ensure-periods.server.ts";
import { evaluateDue } from "#app/operations/evaluate-tasks.server.ts";
import { INGEST_BATCH, ingestTasks, openDirectory } from "#app/operations/ingest-tasks.server.ts";
import { loadSetup } from "#app/operations/load-setup.server.ts";
import { requestClose } from "#app/operations/request-close.server.ts";
import { completeTerms, setupSchema } from "#app/operations/setup-file.ts";
import { readClosingPlan } from "#app/operations/closing-plan.server.ts";
import { saveClosingRule } from "#app/operations/save-closing-rule.server.ts";
import { setClosingDates } from "#app/operations/set-closing-dates.server.ts";
import { startReview } from "#app/operations/start-review.server.ts";
import { findAccount } from "#db/queries/accounts.server.ts";
import { insertAnswers, insertInvitations, loadDelivered } from "#db/queries/ratings.server.ts";
import { loadPeople } from "#db/queries/people.server.ts";
import { newId, sha256 } from "#db/new-id.server.ts";
import { PRODUCTS } from "#db/seed/company.ts";
import { makeAnswers } from "#db/seed/make-answers.ts";
import { makeSetup, seedPeople } from "#db/seed/make-setup.ts";
import { makeTasks } from "#db/seed/make-tasks.ts";
import { addDemoAccounts, type DemoAccountIds } from "./add-demo-accounts.server.ts";
import { askDemoRoles } from "./ask-demo-roles.server.ts";
import { askDemoQuarterly } from "./ask-demo-quarterly.server.ts";
import { changeSomeDeliveries } from "./change-some-deliveries.server.ts";
import { fillDemoPlans } from "./fill-demo-plans.server.ts";
import { linkWaits } from "./link-waits.server.ts";
import { keepDemoViews } from "./keep-demo-views.server.ts";
import { liveRelationships, meetInDemo } from "./live-relationships.server.ts";
import { chooseDemoLevels } from "./choose-demo-levels.server.ts";
import { sayDemoStyles } from "./say-demo-styles.server.ts";
import { liveTheWeek } from "./live-the-week.server.ts";
import { negotiateDemo } from "./negotiate-demo.server.ts";
import { decideAfterPayday, objectBeforeClosing, tryDemoScenario } from "./object-late.server.ts";
import { payDemoQuarters } from "./pay-demo-quarters.server.ts";

const ZONE = "Europe/Moscow";
/** Months of task data: closed ones, one in review, and the open one. */
const CLOSED_MONTHS = 12;
const SOURCE = "demo";

/**
 * Loads the demo company through the product's own operations, month by month as it would have happened:
 * import → evaluate → rate → score → close → pay. The same `now` gives the same company.
 */
export async function loadDemo(ctx: OperationContext, say: (line: string) => void): Promise<void> {
  const zone = zoneOf(ZONE);
  const current = periodOf(ctx.now, zone);
  const first = addMonths(current, -(CLOSED_MONTHS + 1));
  const months = Array.from({ length: CLOSED_MONTHS + 2 }, (_, i) => addMonths(first, i));
  const startOf = (month: string) => startOfDate(zone, `${month}-01`);
  const turn = `${payPeriodMonths(addMonths(current, -5), "quarter")[0]!}-01`;
  const setup = setupSchema.parse(makeSetup(calendarDays(), first, `${first}-01`, turn));

  say("Company, people, products and agreements");
  const loaded = await loadSetup({ ...ctx, now: startOf(first) }, setup, ZONE, true);
  if (!loaded.ok) throw new Error(`demo setup refused: ${loaded.code} at ${loaded.field ?? ""}`);
  const accounts = await addDemoAccounts({ ...ctx, now: startOf(first) });
  await planClosings(ctx, accounts, startOf(current) - 1);

  const calendar = compileCalendar(setup.calendars[0]!.spec);
  const people = seedPeople();
  for (const [index, month] of months.entries()) {
    const at = Math.min(ctx.now, startOf(addMonths(month, 1)));
    const tasks = makeTasks({ month, days: daysOf(month, zone), calendar, people, scheduled: scheduledIn(month, setup, calendar), now: ctx.now });
    const monthly = { ...ctx, now: at };
    const directory = await openDirectory(monthly);
    const mapping = { source: SOURCE, task: { id: { column: "id" }, product: { column: "product" }, client: { column: "client" } } };
    for (let from = 0; from < tasks.length; from += INGEST_BATCH)
      await ingestTasks(monthly, { batchId: null, mapping, tasks: tasks.slice(from, from + INGEST_BATCH), directory });
    say(`Tasks ${index + 1} of ${months.length}: ${month}, ${tasks.length}`);
  }

  say("Judging what was promised");
  const judged = await evaluateDue(ctx);
  say(`${judged.tasks} judged`);

  const asked = await askAndAnswer(ctx, startOf(first), (instant) => periodOf(Math.floor(instant), zone));
  say(`${asked.answers} ratings of ${asked.invitations} invitations`);

  await askDemoQuarterly(ctx);
  say("Client review and relationship survey of the last quarter");

  const lastPaid = months.slice(0, CLOSED_MONTHS).filter((month) => payPeriodMonths(month, "quarter")[2] === month).at(-1);
  let objection: { readonly disputeId: string; readonly month: string } | null = null;
  for (const month of months.slice(0, CLOSED_MONTHS)) {
    const closingAt = startOf(addMonths(month, 1)) + 8 * DAY_MS;
    await startReview({ ...ctx, now: closingAt - 7 * DAY_MS });
    // The newest quarter that is paid has one that is decided too late for it.
    if (month === lastPaid) {
      const disputeId = await objectBeforeClosing({ ...ctx, now: closingAt - 6 * DAY_MS }, month);
      if (disputeId !== null) objection = { disputeId, month };
    }
    const requested = await requestClose({ ...ctx, now: closingAt, actor: { kind: "account", id: accounts.arbiter } }, { month, accountId: accounts.arbiter });
    if (!requested.ok) throw new Error(`demo month ${month} cannot be sealed: ${requested.code} ${JSON.stringify(requested.facts)}`);
    const closed = await confirmClose({ ...ctx, now: closingAt + 3_600_000, actor: { kind: "account", id: accounts.hr } }, { month, accountId: accounts.hr, draftHash: requested.value.hash });
    if (!closed.ok) throw new Error(`demo month ${month} cannot be closed: ${closed.code}`);
    say(`Closed ${month}`);
  }
  await startReview(ctx);
  await payDemoQuarters(ctx, accounts, months.slice(0, CLOSED_MONTHS), say);
  if (objection && (await decideAfterPayday(ctx, accounts, objection.disputeId, objection.month))) {
    await tryDemoScenario(ctx, accounts, payPeriodName(objection.month, "quarter"));
    say("An objection decided after the payment, and a scenario");
  }
  await fillDemoPlans(ctx, accounts);
  await askDemoRoles(ctx, accounts);
  await liveTheWeek(ctx, accounts);
  await countClientMonths(ctx);
  say("Ratings, cases, objections and an import of this week");
  say(`${await changeSomeDeliveries(ctx, accounts, ZONE)} planned deliveries asked to be moved or waived`);
  say(`${await linkWaits(ctx, localDateOf(zone, ctx.now))} tasks that waited for others`);
  await liveRelationships(ctx, ZONE);
  say(`Figures of clients, deliveries watched after a miss, and ${await meetInDemo(ctx, ZONE)} meetings`);
  await keepDemoViews(ctx, accounts, ZONE);
  say(`${await sayDemoStyles(ctx, ZONE)} people said how they like to be told things`);
  say(`${await chooseDemoLevels(ctx)} levels of client orientation`);
  if (await negotiateDemo(ctx, accounts, ZONE)) say("A proposal waits for the head of finance");
}

/**
 * Opens the months, the last of them by a closing calendar that the arbiter set just before it began; the next one has an earlier
 * cut-off of its own. The months before it keep their last days.
 */
async function planClosings(ctx: OperationContext, accounts: DemoAccountIds, before: number): Promise<void> {
  const { store } = ctx;
  const { personId } = (await findAccount(store, { id: accounts.arbiter }))!;
  await ensurePeriods({ ...ctx, now: before });
  const saved = await saveClosingRule({ ...ctx, now: before }, { ...DEFAULT_CLOSING_RULE, confirmDays: 2, objectionDays: 1, cutOffDays: 1 }, personId);
  await ensurePeriods(ctx);
  const next = (await readClosingPlan(ctx))?.months.find((one) => one.isAhead);
  const own = next?.dates && (await setClosingDates(ctx, { month: next.month, dates: { ...next.dates, cutOffOn: addDays(next.dates.cutOffOn, -2) }, rowVersion: next.rowVersion, personId }));
  for (const step of [saved, own]) if (step && !step.ok) throw new Error(`demo closing calendar refused: ${step.faults[0]?.code ?? ""}`);
}

function calendarDays() {
  const years = [...RUSSIAN_YEARS.values()];
  return {
    holidays: years.flatMap((year) => [...year.closed]),
    workingWeekends: years.flatMap((year) => [...year.workingWeekends]),
    shortened: years.flatMap((year) => [...year.shortened]),
    names: Object.fromEntries(russianDays(2024, 2027).flatMap((day) => (day.names ? [[day.date, day.names]] : []))),
  };
}

/** First instants of the days of a month. */
function daysOf(month: string, zone: ReturnType<typeof zoneOf>): number[] {
  const days: number[] = [];
  for (let date = `${month}-01`; date.startsWith(month); date = addDays(date, 1)) days.push(startOfDate(zone, date));
  return days;
}

/** Due instants of the recurring products in a month. */
function scheduledIn(month: string, setup: ReturnType<typeof setupSchema.parse>, calendar: Calendar): Map<string, number[]> {
  const due = new Map<string, number[]>();
  const obligations = setup.agreements.flatMap((agreement) => agreement.versions[0]!.obligations);
  for (const product of PRODUCTS.filter((p) => p.rrule)) {
    const obligation = obligations.find((o) => o.product === product.code && o.kind === "frequency");
    if (!obligation) continue;
    const terms = completeTerms(obligation, "snap");
    if ("missing" in terms || terms.kind !== "frequency") continue;
    due.set(product.code, expandOccurrences(terms, calendar, `${month}-01`, `${addMonths(month, 1)}-01`).map((occurrence) => occurrence.scheduledAt));
  }
  return due;
}

async function askAndAnswer(ctx: OperationContext, from: number, monthOf: (instant: number) => string) {
  const tasks = await loadDelivered(ctx.store, from, ctx.now);
  const localeOf = new Map((await loadPeople(ctx.store)).map((row) => [row.id, row.locale]));
  const made = makeAnswers(tasks, 7, ctx.now, monthOf, (personId) => localeOf.get(personId) ?? "ru", (n) => sha256(`demo invitation ${n}`).slice(0, 32));
  await ctx.store.writeAll((w) => [...insertInvitations(ctx.store, w, made.invitations), ...insertAnswers(ctx.store, w, made.answers)], {
    at: ctx.now, actor: ctx.actor, action: "demo.ratings", entity: "answer", entityId: newId(), rows: made.answers.length,
  });
  return { invitations: made.invitations.length, answers: made.answers.length };
}
