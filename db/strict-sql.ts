/** Bulk tables whose composite natural key is the table, and answers that must keep no insertion order. */
export const WITHOUT_ROWID: ReadonlySet<string> = new Set([
  "task_recipient",
  "task_event",
  "occurrence",
  "verdict",
  "tally",
  "closed_item",
  "relationship_answer",
  "relationship_asked",
]);

/**
 * Adds `STRICT` (and `WITHOUT ROWID` where listed) to each `CREATE TABLE` of a generated SQLite
 * migration: the generator knows neither, and without STRICT a text lands in an integer column unnoticed.
 */
export function makeStrict(migrationSql: string): string {
  return migrationSql.replace(
    /CREATE TABLE `([^`]+)` \(([\s\S]*?)\n\);/g,
    (_all, table: string, body: string) => {
      const name = table.replace(/^__new_/, "");
      const options = WITHOUT_ROWID.has(name) ? "STRICT, WITHOUT ROWID" : "STRICT";
      return `CREATE TABLE \`${table}\` (${body}\n) ${options};`;
    },
  );
}
