import { createHash } from "node:crypto";
import { findFairness } from "#app/operations/find-fairness.server.ts";
import { issueToken } from "#app/operations/issue-token.server.ts";
import { saveClientGroup } from "#app/operations/save-client-group.server.ts";
import { stateNeed } from "#app/operations/state-need.server.ts";
import { offerStandardTerms } from "#app/operations/offer-standard-terms.server.ts";
import { saveIncident } from "#app/operations/declare-incident.server.ts";
import { addHookIn } from "#app/operations/hooks/save-hook-in.server.ts";
import { addPull } from "#app/operations/pull/save-pull.server.ts";
import { NEED_IMPORTANCES } from "#app/domain/agreement/need.ts";
import { PORTAL_JOBS } from "#app/domain/schedule/portal-jobs.ts";
import { newId } from "#db/new-id.server.ts";
import { HOME, type OpenPortal, type Who } from "#test/support/open-portal.ts";

/**
 * How somebody stands to a thing: named in it, a thing of the own department (as provider, or as client), of two departments that have
 * nothing to do with them, or an id that nothing has.
 */
export const STANDINGS = ["mine", "gives", "gets", "theirs", "none"] as const;
export type Standing = (typeof STANDINGS)[number];
export type Params = Readonly<Record<string, string>>;

/** Values for the parameters of a route; null where the company has no such thing. */
export type Finder = (who: Who, standing: Standing) => Params | null;

const NOBODY = "0".repeat(32);

interface Found {
  readonly [column: string]: string;
}

/** Finds things of every kind in the company, by the departments on their two sides; no rule of the portal is asked. */
export function finders(portal: OpenPortal, firstFinding: Params | null = null) {
  const { db, account } = portal;
  const first = (sql: string, ...values: readonly unknown[]): Found | null => (db.prepare(sql).get(...values) as Found | undefined) ?? null;

  /** Of a table with a provider and a client, and people named in it. `select` names its columns as the parameters of the route. */
  const twoSided = (select: string, from: string, provider: string, client: string, people: readonly string[], order: string): Finder => (who, standing) => {
    const home = HOME[who];
    const sides = `(select code from department where id = ${provider}) as giver, (select code from department where id = ${client}) as getter`;
    const rows = `select * from (select ${select}, ${sides}${people.length > 0 ? `, (${people.map((one) => `coalesce(${one}, '') = '${account[who].personId}'`).join(" or ")}) as named` : ", 0 as named"} from ${from} order by ${order})`;
    const is = (side: string) => `coalesce(${side}, '') in ('${home}', '${home}-PAY', '${home}-DESK')`;
    switch (standing) {
      case "mine":
        return first(`${rows} where named`);
      case "gives":
        return first(`${rows} where ${is("giver")} and not named`);
      case "gets":
        return first(`${rows} where ${is("getter")} and not ${is("giver")} and not named`);
      case "theirs":
        return first(`${rows} where getter is not null and not ${is("giver")} and not ${is("getter")} and not named`);
      case "none":
        return null;
    }
  };
  /** Fills the parameters of a missing thing with an id that nothing has. */
  const orNobody = (finder: Finder, nobody: Params): Finder => (who, standing) => (standing === "none" ? nobody : finder(who, standing));
  /** A thing of one department. */
  const oneSided = (sql: string, nobody: Params): Finder => (who, standing) => {
    if (standing === "none") return nobody;
    if (standing === "gives") return first(sql.replaceAll("?", `= '${HOME[who]}'`));
    return standing === "theirs" ? first(sql.replaceAll("?", `not in ('${HOME[who]}', 'MERIDIAN')`)) : null;
  };
  /** A thing that is nobody's in particular: everybody's or nobody's to see. */
  const anyones = (sql: string, nobody: Params): Finder => (_who, standing) => (standing === "none" ? nobody : standing === "theirs" ? first(sql) : null);

  /** Of two plans the head of finance is in, the one whose pool they share out: its code comes last. */
  const LAST_CODE = "order by p.code desc";
  /** A plan that somebody is a member of, that only others of their department are, or that nobody of it is. */
  const plan: Finder = (who, standing) => {
    const { personId } = account[who];
    const ofHome = `exists (select 1 from plan_member pm join membership m on m.person_id = pm.person_id join department d on d.id = m.department_id where pm.plan_id = p.id and d.code in ('${HOME[who]}', '${HOME[who]}-PAY', '${HOME[who]}-DESK'))`;
    const named = `exists (select 1 from plan_member pm where pm.plan_id = p.id and pm.person_id = '${personId}')`;
    const plans = "select p.id as planId, 'annex-1-en.docx' as file from plan p where";
    switch (standing) {
      case "mine":
        return first(`${plans} ${named} ${LAST_CODE}`);
      case "gives":
        return first(`${plans} ${ofHome} and not ${named} ${LAST_CODE}`);
      case "gets":
        return null;
      case "theirs":
        return first(`${plans} not ${ofHome} and not ${named} ${LAST_CODE}`);
      case "none":
        return { planId: NOBODY, file: "annex-1-en.docx" };
    }
  };
  /** A department that serves: the own one, one that serves the own one, or one with which the own one has nothing to do. */
  const provider: Finder = (who, standing) => {
    const serves = (code: string) => `exists (select 1 from agreement a join department c on c.id = a.client_department_id where a.provider_id = d.id and c.code ${code})`;
    const rows = "select d.id as providerId, d.id as departmentId from department d where";
    switch (standing) {
      case "gives":
        return first(`${rows} d.code = '${HOME[who]}' and ${serves("is not null")}`);
      case "gets":
        return first(`${rows} d.code <> '${HOME[who]}' and ${serves(`= '${HOME[who]}'`)}`);
      case "theirs":
        return first(`${rows} d.code not in ('${HOME[who]}', 'MERIDIAN') and ${serves("is not null")} and not ${serves(`= '${HOME[who]}'`)} order by d.code`);
      case "mine":
        return null;
      case "none":
        return { providerId: NOBODY, departmentId: NOBODY };
    }
  };

  return {
    agreement: orNobody(twoSided("a.id as id, '1' as number, (select o.key from obligation o join agreement_version v on v.id = o.version_id where v.agreement_id = a.id and v.number = 1 order by o.position limit 1) as key", "agreement a", "a.provider_id", "a.client_department_id", [], "a.code"), { id: NOBODY, number: "1", key: "nothing" }),
    task: orNobody(twoSided("t.id as id, t.source as source, t.external_id as externalId", "task t", "t.provider_id", "t.client_id", ["t.requester_id", "t.assignee_id"], "t.id"), { id: NOBODY, source: "demo", externalId: "no-such" }),
    tasksOfSides: orNobody(twoSided("t.id as id", "task t", "t.provider_id", "t.client_id", [], "t.id"), { id: NOBODY }),
    dispute: orNobody(twoSided("x.id as id", "dispute x join obligation o on o.key = x.obligation_key join agreement a on a.id = o.agreement_id", "a.provider_id", "a.client_department_id", ["x.raised_by"], "x.id"), { id: NOBODY }),
    case: orNobody(twoSided("c.id as id", "improvement_case c", "c.provider_id", "c.client_id", ["c.owner_id", "c.opened_by"], "c.id"), { id: NOBODY }),
    voice: orNobody(twoSided("v.id as id", "voice v", "v.provider_id", "v.client_id", ["v.sender_id", "v.person_id"], "v.id"), { id: NOBODY }),
    need: orNobody(twoSided("n.id as id", "need n join product p on p.id = n.product_id", "p.provider_id", "n.client_id", ["n.stated_by"], "n.id"), { id: NOBODY }),
    file: orNobody(twoSided("f.id as id", "attachment f join task t on t.id = f.task_id", "t.provider_id", "t.client_id", ["t.requester_id", "t.assignee_id"], "f.id"), { id: NOBODY }),
    invitation: orNobody(twoSided("i.id as invitationId", "(select * from invitation where state = 'open' and survey = 'transactional') i", "i.provider_id", "i.client_id", ["i.person_id"], "i.id"), { invitationId: NOBODY }),
    department: oneSided("select d.id as id, d.id as departmentId, d.id as providerId from department d where d.code ? order by d.code", { id: NOBODY, departmentId: NOBODY, providerId: NOBODY }),
    product: oneSided("select p.id as id from product p join department d on d.id = p.provider_id where d.code ? order by p.code", { id: NOBODY }),
    standard: oneSided("select s.id as id from standard_terms s join department d on d.id = s.provider_id where d.code ? order by s.id", { id: NOBODY }),
    plan,
    provider,
    // An address without an id: with their own statement, or without.
    ownStatement: (who, standing) => (standing === (first("select 1 as one from bonus_line l join bonus_run r on r.id = l.run_id where r.published_at is not null and l.person_id = ?", account[who].personId) ? "mine" : "theirs") ? {} : null),
    ownVersion: twoSided("v.id as version", "agreement_version v join agreement a on a.id = v.agreement_id and v.state = 'agreed'", "a.provider_id", "a.client_department_id", [], "v.id"),
    pair: twoSided("a.provider_id as provider, a.client_department_id as client, a.provider_id as providerId, a.client_department_id as clientId", "agreement a", "a.provider_id", "a.client_department_id", [], "a.code"),
    meeting: twoSided("m.one_id as providerId, m.other_id as clientId, m.number as number", "meeting m", "m.one_id", "m.other_id", [], "m.id"),
    watched: orNobody(twoSided("d.item as item", "(select * from watched_delivery where ended_at is null) d", "d.provider_id", "d.client_id", [], "d.item"), { item: "t:nothing" }),
    line: orNobody(twoSided("o.key as key", "obligation o join agreement a on a.id = o.agreement_id", "a.provider_id", "a.client_department_id", [], "o.key"), { key: "nothing" }),
    occurrence: orNobody(twoSided("x.obligation_key as key, x.scheduled_on as date", "occurrence x join agreement_version v on v.id = x.version_id join agreement a on a.id = v.agreement_id", "a.provider_id", "a.client_department_id", [], "x.obligation_key, x.scheduled_on"), { key: "nothing", date: "2026-01-01" }),
    monthAhead: anyones("select month from period where state = 'open' order by month desc", { month: "1999-01" }),
    job: (_who, standing) => (standing === "none" ? { job: "no-such-job" } : standing === "theirs" ? { job: PORTAL_JOBS[0]!.job } : null),
    nothing: (_who, standing) => (standing === "none" ? { id: NOBODY } : null),
    ownPerson: (who, standing) => {
      if (standing === "none") return { id: NOBODY };
      return standing === "mine" ? { id: account[who].personId } : standing === "theirs" ? first("select id from person where id <> ? order by personnel_number", account[who].personId) : null;
    },
    account: anyones("select id from account order by id", { id: NOBODY }),
    calendar: anyones("select id from calendar order by code", { id: NOBODY }),
    group: anyones("select id from client_group", { id: NOBODY }),
    person: anyones("select id from person order by personnel_number", { id: NOBODY }),
    month: anyones("select month from period where state = 'closed' order by month desc", { month: "1999-01" }),
    run: anyones("select r.id as runId, l.person_id as personId, e.id as exportId from bonus_run r join bonus_line l on l.run_id = r.id join run_export e on e.run_id = r.id where r.state = 'published' or r.exported_at is not null order by r.id", { runId: NOBODY, personId: NOBODY, exportId: NOBODY }),
    runOrder: anyones("select r.id as runId, 'en.docx' as file from bonus_run r where r.state = 'published' or r.exported_at is not null order by r.id", { runId: NOBODY, file: "en.docx" }),
    scenario: anyones("select id from scenario where shared", { id: NOBODY }),
    finding: (_who, standing) => (standing === "theirs" ? firstFinding : standing === "none" ? { key: "no-such", period: firstFinding?.["period"] ?? "2026-Q3" } : null),
    import: anyones("select b.id as batchId, cast(q.line as text) as line from import_batch b join quarantine q on q.batch_id = b.id", { batchId: NOBODY, line: "2" }),
    incident: anyones("select id from incident", { id: NOBODY }),
    hook: anyones("select id from hook_in", { id: NOBODY }),
    pull: anyones("select id from pull_source", { id: NOBODY }),
  } satisfies Record<string, Finder>;
}

export type Kind = keyof ReturnType<typeof finders>;

/** Secrets of two tokens for the demo's source and the work of Finance. */
export interface Tokens {
  readonly readToken: string;
  readonly writeToken: string;
}

/** What the demo company lacks, added through the portal's own operations: a row of each kind that an address can name. */
export async function addWhatIsMissing(portal: OpenPortal): Promise<Tokens> {
  const { store, db, account, env } = portal;
  const now = Date.now();
  const as = (who: Who) => ({ store, now, actor: { kind: "account" as const, id: account[who].id } });
  const idOf = (sql: string): string => (db.prepare(sql).get() as { id: string }).id;
  const departmentId = (code: string) => idOf(`select id from department where code = '${code}'`);
  const must = <T extends { readonly ok: boolean }>(done: T): T & { ok: true } => {
    if (!done.ok) throw new Error(JSON.stringify(done));
    return done as T & { ok: true };
  };
  must(await saveClientGroup(as("admin"), { id: null, code: "PLANTS", name: { en: "Plants", ru: "Заводы" }, representativeId: account.client.personId }));
  for (const [provider, client] of [["FIN", "SALES"], ["IT", "FIN"], ["HR", "IT"], ["LEGAL", "HR"], ["LOG", "PROD"]] as const) {
    const productId = idOf(`select p.id from product p join department d on d.id = p.provider_id where d.code = '${provider}' order by p.code limit 1`);
    must(await stateNeed(as("admin"), { clientId: departmentId(client), productId, dimension: "quality", details: { what: "Without errors", measure: "At most one in a hundred", why: "" }, importance: NEED_IMPORTANCES[0], personId: idOf(`select person_id as id from membership m join department d on d.id = m.department_id where d.code = '${client}' order by person_id desc limit 1`) }));
  }
  const agreed = idOf("select v.id from agreement_version v join agreement a on a.id = v.agreement_id where a.code = 'FIN-SALES' and v.state = 'agreed' order by v.number limit 1");
  must(await offerStandardTerms(as("head"), { versionId: agreed, name: { en: "Finance for all", ru: "Финансы для всех" } }));
  must(await saveIncident(as("arbiter"), { incidentId: null, rowVersion: 0, draft: { title: "Power cut", evidence: "Letter of the network", from: now - 7_200_000, to: now - 3_600_000, departmentIds: [departmentId("FAC")] }, by: { personId: account.arbiter.personId, departmentIds: [] } }));
  must(await addHookIn(as("admin"), env.appSecret, { name: "Desk", source: "desk", scheme: "concord", providerIds: null, secret: "", personId: account.admin.personId }));
  must(await addPull(as("admin"), { name: "Tracker", source: "tracker", preset: "jira", providerIds: null, personId: account.admin.personId }));
  attachFiles(portal, now);
  const token = async (scopes: readonly ("tasks:read" | "tasks:write")[]) =>
    must(await issueToken(as("admin"), { name: scopes.join(" "), scopes, source: "demo", providerIds: [departmentId("FIN")], days: 30, personId: account.admin.personId })).value.secret;
  return { readToken: await token(["tasks:read"]), writeToken: await token(["tasks:write"]) };
}

/** A finding of the fairness check, which is worked out anew each time and stands in no table. */
export async function newestFinding({ store, db }: OpenPortal): Promise<Params | null> {
  const months = (db.prepare("select distinct month from period order by month desc").all() as { month: string }[]).map((row) => row.month);
  for (const period of [...months, ...new Set(months.map((month) => `${month.slice(0, 4)}-Q${Math.ceil(Number(month.slice(5)) / 3)}`))]) {
    const [flag] = await findFairness(store, period);
    if (flag) return { key: flag.key, period };
  }
  return null;
}

/** One file on a task of each pair of departments that somebody of `WHO` is in, and on one that nobody of them is in. */
function attachFiles({ db, account }: OpenPortal, now: number): void {
  const bytes = Buffer.from("%PDF-1.4 proof");
  const key = createHash("sha256").update(bytes).digest("hex");
  db.prepare("insert into evidence_file (key, bytes, size, added_at) values (?, ?, ?, ?)").run(key, bytes, bytes.length, now);
  const tasks = db
    .prepare("select min(t.id) as id from task t join department p on p.id = t.provider_id join department c on c.id = t.client_id group by p.code, c.code")
    .all() as { id: string }[];
  const insert = db.prepare("insert into attachment (id, file_key, name, media_type, size, task_id, dispute_id, attached_to, added_by, added_at) values (?, ?, 'proof.pdf', 'application/pdf', ?, ?, null, 'delivery', ?, ?)");
  for (const task of tasks) insert.run(newId(), key, bytes.length, task.id, account.head.personId, now);
}
