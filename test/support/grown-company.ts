import BetterSqlite3 from "better-sqlite3";

export interface CompanySize {
  readonly tasks: number;
  readonly answers: number;
}

/**
 * Makes a demo company larger: copies its tasks with recipients and verdicts, and its asked and answered ratings, under other ids, until there are as
 * many as wanted; returns how many there are. A copied rating is of the copied task as long as there is one, and of none after that: a person rates
 * a task once. It is under no agreement, so that closed months keep their figures.
 */
export function growCompany(file: string, wanted: CompanySize): CompanySize {
  const db = new BetterSqlite3(file);
  const count = (table: string) => (db.prepare(`select count(*) as n from ${table}`).get() as { n: number }).n;
  const copy = (table: string, changed: Readonly<Record<string, string>>, where: string) => {
    const pairs = (db.pragma(`table_info(${table})`) as { name: string }[]).map(({ name }) => [name, changed[name] ?? name] as const);
    db.exec(`insert into ${table} (${pairs.map(([name]) => name).join(", ")}) select ${pairs.map(([, value]) => value).join(", ")} from ${table} where ${where}`);
  };
  /** The id of the n-th copy of a row. */
  const id = (column: string, n: number) => `substr(${column}, 1, 24) || printf('%08x', ${n})`;
  try {
    db.exec("create temp table first_task as select id from task; create temp table first_asked as select id from invitation where survey = 'transactional'");
    const ofFirst = (column: string, firsts: string) => `${column} in (select id from ${firsts})`;
    let copies = 0;
    for (; count("task") < wanted.tasks; copies += 1) {
      const n = copies + 1;
      db.transaction(() => {
        copy("task", { id: id("id", n), external_id: `external_id || '-copy-${n}'`, next_change_at: "null" }, ofFirst("id", "first_task"));
        copy("task_recipient", { task_id: id("task_id", n) }, ofFirst("task_id", "first_task"));
        copy("verdict", { task_id: id("task_id", n), item: `'t:' || ${id("task_id", n)}` }, `item like 't:%' and ${ofFirst("task_id", "first_task")}`);
      })();
    }
    for (let n = 1; count("answer") < wanted.answers; n += 1)
      db.transaction(() => {
        copy("invitation", { id: id("id", n), task_id: n <= copies ? id("task_id", n) : "null", agreement_id: "null", token_hash: "null", handed_from: "null" }, ofFirst("id", "first_asked"));
        copy("answer", { invitation_id: id("invitation_id", n), agreement_id: "null" }, ofFirst("invitation_id", "first_asked"));
      })();
    // What is open is counted anew; what was frozen keeps its figures.
    db.exec(`
      delete from tally where period in (select month from period where state in ('open', 'review'));
      insert into tally (obligation_key, recipient_id, period, standing, n)
        select obligation_key, recipient_id, period, standing, count(*) from verdict where period in (select month from period where state in ('open', 'review')) group by 1, 2, 3, 4`);
    db.exec("analyze");
    return { tasks: count("task"), answers: count("answer") };
  } finally {
    db.close();
  }
}
