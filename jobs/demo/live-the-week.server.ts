import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CaseCommand, CasePlan } from "#app/domain/improvement/decide-case.ts";
import type { Mapping } from "#app/domain/intake/mapping.ts";
import { addDays, DAY_MS } from "#app/domain/time/local-date.ts";
import { localDateOf, zoneOf } from "#app/domain/time/zone.ts";
import type { OperationContext } from "#app/operations/context.ts";
import { evaluateDue } from "#app/operations/evaluate-tasks.server.ts";
import { importFile } from "#app/operations/feeds/import-file.server.ts";
import { mayDispute, raiseDispute } from "#app/operations/raise-dispute.server.ts";
import { readNotices } from "#app/operations/read-notices.server.ts";
import { recordAnswer } from "#app/operations/record-answer.server.ts";
import { openCasesOfRepeatedBreaches } from "#app/operations/cases-of-repeated-breaches.server.ts";
import { workOnCase } from "#app/operations/work-on-case.server.ts";
import { findAccount } from "#db/queries/accounts.server.ts";
import { loadCases } from "#db/queries/cases.server.ts";
import { loadMemberships, loadPeople, loadPosts } from "#db/queries/people.server.ts";
import { loadPeriods } from "#db/queries/periods.server.ts";
import { loadDelivered, loadOpenInvitations } from "#db/queries/ratings.server.ts";
import { loadVerdictsAbout } from "#db/queries/task-page.server.ts";
import { askLikeThis, DEMO_QUESTION } from "./ask-like-this.server.ts";
import type { DemoAccountIds } from "./add-demo-accounts.server.ts";
import { answerForOthers } from "./answer-for-others.server.ts";
import { sayDemoVoices } from "./say-demo-voices.server.ts";

const ZONE = "Europe/Moscow";
/** Cases opened before that are done and confirmed; newer ones are being worked on. */
const SETTLED_AFTER_DAYS = 50;

/** What goes on in the demo company this week: fresh ratings, what clients say by themselves, cases in every state, two objections and an import with two bad rows. */
export async function liveTheWeek(ctx: OperationContext, accounts: DemoAccountIds): Promise<void> {
  await askLikeThis(ctx, accounts);
  await settleOldCases(ctx);
  await rateSome(ctx, accounts);
  await sayDemoVoices(ctx, ZONE);
  await openCasesOfRepeatedBreaches(ctx);
  await workOnCases(ctx);
  await objectTwice(ctx, accounts);
  await importSome(ctx);
  await evaluateDue(ctx);
}

const WORDS = [
  { csat: 2, effort: 2, reasons: ["timeliness"], en: "We learnt of the delay when we asked.", ru: "О задержке узнали, только когда спросили сами." },
  { csat: 5, effort: 5, reasons: [], en: "Exactly what we needed, a day early.", ru: "Ровно то, что нужно, и на день раньше." },
  { csat: 1, effort: 2, reasons: ["quality"], en: "The figures did not match the contract.", ru: "Цифры не сошлись с договором." },
  { csat: 4, effort: 4, reasons: [], en: "", ru: "" },
] as const;

/** Answers the invitations of some people; those of the demo accounts stay for the reader to answer. */
async function rateSome(ctx: OperationContext, accounts: DemoAccountIds): Promise<void> {
  const shown = new Set((await Promise.all(Object.values(accounts).map((id) => findAccount(ctx.store, { id })))).map((account) => account?.personId));
  const people = await loadPeople(ctx.store);
  await answerForOthers(ctx, people.map((row) => row.id).filter((id) => !shown.has(id)));
  let said = 0;
  for (const person of people) {
    if (said === WORDS.length) return;
    const [invitation] = await loadOpenInvitations(ctx.store, person.id, ctx.now);
    const words = WORDS[said]!;
    if (!invitation || shown.has(person.id)) continue;
    const { csat, effort, reasons } = words;
    const result = await recordAnswer(ctx, { invitationId: invitation.id, csat, effort, reasons: [...reasons], comment: words[person.locale], statisticsOnly: false, extra: [{ ...DEMO_QUESTION, value: csat }] });
    if (result.ok) said += 1;
  }
}

const CASE_WORDS = [
  {
    category: "not_taken",
    en: { cause: "Requests wait for one person who is away on Fridays.", action: "A second person takes requests on Fridays; the queue is looked at daily at 10:00.", check: "No request of a Friday waits until Monday." },
    ru: { cause: "Заявки ждут одного сотрудника, которого нет по пятницам.", action: "По пятницам заявки берёт второй сотрудник; очередь смотрим ежедневно в 10:00.", check: "Ни одна пятничная заявка не ждёт понедельника." },
  },
  {
    category: "unclear_request",
    en: { cause: "Half of the requests come without the contract number; we ask and wait.", action: "The form asks for the contract number; without it we call within the hour.", check: "Questions back fall below one in ten requests." },
    ru: { cause: "Половина заявок приходит без номера договора: спрашиваем и ждём.", action: "Номер договора теперь спрашивает форма; без него звоним в течение часа.", check: "Уточняем меньше чем по одной заявке из десяти." },
  },
  {
    category: "crowded",
    en: { cause: "At the end of the month twice as many requests come as on other days.", action: "Two people of the neighbouring team help in the last three days.", check: "The last three days are as punctual as the others." },
    ru: { cause: "В конце месяца заявок вдвое больше, чем в другие дни.", action: "В последние три дня помогают двое из соседней группы.", check: "В последние три дня срок держим так же, как в остальные." },
  },
] as const;
const STILL_SO = { en: "Last week two of five were late again.", ru: "На прошлой неделе две из пяти снова опоздали." };

/** Who works on a case and who checks it, and the words for it; null where a department has no head. */
async function openCaseWork(ctx: OperationContext) {
  const today = localDateOf(zoneOf(ZONE), ctx.now);
  const [cases, posts, people] = await Promise.all([loadCases(ctx.store, "all", 1000), loadPosts(ctx.store, today), loadPeople(ctx.store)]);
  const headOf = (departmentId: string | null) => posts.find((post) => post.departmentId === departmentId && post.post === "head")?.personId ?? null;
  return cases.flatMap((row, index) => {
    const [head, checker] = [headOf(row.providerId), headOf(row.clientId)];
    if (head === null || checker === null) return [];
    const locale = people.find((person) => person.id === head)?.locale ?? "ru";
    const { category, [locale]: words } = CASE_WORDS[index % CASE_WORDS.length]!;
    const plan = (dueOn: string): CasePlan => ({ ...words, category, ownerId: head, dueOn });
    const act = (step: number, command: CaseCommand, now: number) => {
      const isCheck = command.type === "confirm" || command.type === "reopen";
      return workOnCase({ ...ctx, now }, { caseId: row.id, rowVersion: row.rowVersion + step, command, sides: [isCheck ? "client" : "provider"], personId: isCheck ? checker : head });
    };
    return [{ row, index, today, locale, plan, act }];
  });
}

/** Cases of months ago were done in their days and confirmed by their clients; heads and deputies have read about them since. */
async function settleOldCases(ctx: OperationContext): Promise<void> {
  for (const { row, plan, act } of (await openCaseWork(ctx)).filter((one) => one.row.createdAt < ctx.now - SETTLED_AFTER_DAYS * DAY_MS)) {
    const steps: readonly CaseCommand[] = [{ type: "start", plan: plan(row.dueOn) }, { type: "hand_over", plan: null }, { type: "confirm", text: "" }];
    for (const [step, command] of steps.entries()) await act(step, command, row.createdAt + (2 + step * 4) * DAY_MS);
  }
  const posts = await loadPosts(ctx.store, localDateOf(zoneOf(ZONE), ctx.now));
  for (const personId of new Set(posts.map((post) => post.personId))) await readNotices(ctx, personId);
}

/** Of the newer cases one in four is only opened, the others go one, two and three steps on; the last one is not better yet. */
async function workOnCases(ctx: OperationContext): Promise<void> {
  for (const { row, index, today, locale, plan, act } of await openCaseWork(ctx)) {
    if (row.state !== "open") continue;
    const steps: readonly CaseCommand[] = [{ type: "start", plan: plan(addDays(today, 3 + (index % 5) * 2)) }, { type: "hand_over", plan: null }, { type: "reopen", text: STILL_SO[locale] }];
    for (const [step, command] of steps.slice(0, index % 4).entries()) await act(step, command, Math.min(ctx.now, row.createdAt + (1 + step * 3) * DAY_MS));
  }
}

const OBJECTIONS = [
  { en: "The client sent the missing annex two days after the request; the letter is in the task.", ru: "Клиент прислал недостающее приложение через два дня после заявки; письмо есть в заявке." },
  { en: "It was delivered on Friday by courier; the system shows Monday.", ru: "Передали в пятницу курьером, а в системе стоит понедельник." },
];

async function objectTwice(ctx: OperationContext, accounts: DemoAccountIds): Promise<void> {
  const account = await findAccount(ctx.store, { id: accounts.head });
  const [person] = await loadPeople(ctx.store, [account!.personId]);
  const today = localDateOf(zoneOf(ZONE), ctx.now);
  const [membership] = (await loadMemberships(ctx.store, today, today)).filter((row) => row.personId === person!.id);
  const states = new Map((await loadPeriods(ctx.store)).map((row) => [row.month, row.state]));
  let raised = 0;
  for (const task of (await loadDelivered(ctx.store, ctx.now - 55 * DAY_MS, ctx.now)).filter((row) => row.isLate && row.providerId === membership!.departmentId)) {
    if (raised === OBJECTIONS.length) return;
    const verdict = (await loadVerdictsAbout(ctx.store, task.taskId)).find((row) => row.outcome === "breached" && mayDispute(row, states.get(row.period) ?? "closed"));
    if (!verdict) continue;
    const { obligationKey, cycle, carry } = verdict;
    const reason = OBJECTIONS[raised]![person!.locale];
    const result = await raiseDispute(ctx, { about: { taskId: task.taskId }, obligationKey, cycle, carry, personId: person!.id, departmentId: membership!.departmentId, reason });
    if (result.ok) raised += 1;
  }
}

const MAPPING: Mapping = {
  source: "service-desk",
  shape: "table",
  dates: { format: "yyyy-MM-dd HH:mm", zone: ZONE },
  missing: [""],
  task: { id: { column: "id" }, product: { value: "IT-INC" }, provider: { value: "IT" }, client: { column: "department" }, title: { column: "subject" } },
  events: { requested: "opened", delivered: "solved" },
} as Mapping;

/** A small file of the service desk: eight rows, one with a date that does not exist and one of an unknown department. */
async function importSome(ctx: OperationContext): Promise<void> {
  const zone = zoneOf(ZONE);
  const day = (back: number) => localDateOf(zone, ctx.now - back * DAY_MS);
  const rows = [
    ["SD-1041", "SALES", "No sound in the meeting room", `${day(6)} 10:12`, `${day(6)} 12:30`],
    ["SD-1042", "PROD", "Сканер не читает накладные", `${day(6)} 11:40`, `${day(5)} 10:05`],
    ["SD-1043", "ENG", "Licence of the drawing program has ended", `${day(5)} 09:20`, `${day(5)} 15:45`],
    ["SD-1044", "MKT", "Нет доступа к общей папке", `${day(5)} 14:02`, "2026-02-31 10:00"],
    ["SD-1045", "WAREHOUSE", "Printer jams", `${day(4)} 16:10`, ""],
    ["SD-1046", "FIN", "Second screen stays black", `${day(4)} 09:55`, `${day(4)} 11:15`],
    ["SD-1047", "LOG", "Не открывается карта маршрутов", `${day(3)} 13:30`, `${day(3)} 17:20`],
    ["SD-1048", "SALES", "Password forgotten", `${day(3)} 15:00`, ""],
  ];
  const folder = mkdtempSync(join(tmpdir(), "concord-demo-"));
  const path = join(folder, "service-desk.csv");
  try {
    writeFileSync(path, `${[["id", "department", "subject", "opened", "solved"], ...rows].map((cells) => cells.join(";")).join("\n")}\n`);
    await importFile(ctx, { path, mapping: MAPPING, csv: { delimiter: ";", encoding: "utf-8" }, rowsPerTask: "one", fileName: "service-desk.csv" });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
