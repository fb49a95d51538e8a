import type { OpenPortal } from "#test/support/open-portal.ts";

/** Columns into which somebody outside of the portal's own code writes text: forms, imports, other systems. `[]` marks names in two languages. */
const TEXTS: readonly (readonly [table: string, column: string])[] = [
  ["person", "surname"], ["person", "given_name"], ["person", "patronymic"], ["person", "email"],
  ["department", "name[]"], ["client_group", "name[]"], ["calendar", "name[]"], ["organisation", "name[]"],
  ["product", "name[]"], ["product", "description[]"], ["product", "unit[]"], ["membership", "position[]"],
  ["obligation", "name[]"], ["agreement_version", "purpose[]"], ["agreement_event", "text"], ["standard_terms", "name[]"],
  ["task", "title"], ["task", "external_id"], ["dispute", "reason"], ["dispute", "decision"], ["improvement_case", "problem"], ["improvement_case", "cause"], ["improvement_case", "action"], ["case_entry", "text"],
  ["voice", "subject"], ["voice_message", "text"], ["answer", "comment"], ["incident", "title"], ["incident", "evidence"], ["attachment", "name"],
  ["import_batch", "file_name"], ["quarantine", "value"], ["quarantine", "column"], ["plan", "name[]"], ["scenario", "name"], ["need", "reply"], ["provider_answer", "text"], ["provider_action", "what"],
  ["hook_in", "name"], ["pull_source", "name"], ["api_token", "name"], ["excuse", "reason"], ["coefficient", "reason"], ["occurrence_change", "reason"],
];

/** Writes a hostile text into each text of each row, in turn; returns how many columns there were. */
export function plantTexts({ db }: OpenPortal, payloads: readonly string[]): number {
  let columns = 0;
  let n = 0;
  // Past results may not change in the portal; here they may.
  db.pragma("foreign_keys = off");
  for (const [table, named] of TEXTS) {
    const column = named.replace("[]", "");
    const known = db.pragma(`table_info("${table}")`) as { name: string; notnull: number }[];
    if (!known.some((one) => one.name === column)) continue;
    columns += 1;
    const rows = db.prepare(`select rowid as id from "${table}" limit 400`).all() as { id: number }[];
    const set = db.prepare(`update or ignore "${table}" set "${column}" = ? where rowid = ?`);
    const unique = named === "external_id";
    db.transaction(() => {
      for (const { id } of rows) {
        const payload = payloads[n++ % payloads.length]!;
        set.run(named.endsWith("[]") ? JSON.stringify({ en: payload, ru: payload }) : unique ? `${payload}${id}` : payload, id);
      }
    })();
  }
  return columns;
}
