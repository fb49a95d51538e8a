import { can } from "#app/domain/access/can.ts";
import type { Actor } from "#app/domain/access/actor.ts";
import type { Statement } from "#app/domain/pay/statement.ts";
import { loadPeople } from "#db/queries/people.server.ts";
import { loadRowsOfPerson, type RowsOfPerson } from "#db/queries/person-data.server.ts";
import { loadAccountIds } from "#db/queries/privacy.server.ts";
import { loadPublishedLines, openStatement } from "#db/queries/runs.server.ts";
import type { DataClass } from "#db/schema/data-class.ts";
import type { OperationContext } from "./context.ts";

export interface PersonData {
  readonly exportedAt: string;
  readonly person: { readonly surname: string; readonly givenName: string; readonly patronymic: string | null; readonly personnelNumber: string };
  /** Table -> its rows that name the person. */
  readonly tables: Readonly<Record<string, RowsOfPerson["rows"]>>;
  /** Tables of which only a part was read. */
  readonly cut: readonly string[];
  /** Statements that were published to the person; null where the reader may not see pay. */
  readonly statements: readonly { readonly period: string; readonly statement: Statement }[] | null;
}

/** Rows read of one table. */
const MOST_ROWS = 5000;

/**
 * What the portal knows of a person: for the person all of it; for HR all but what they said in confidence; for an administrator neither
 * that nor pay. Pay comes as published statements only. Each export is recorded. The caller has made sure that the reader may do it.
 */
export async function exportPerson(ctx: OperationContext, actor: Actor, personId: string): Promise<PersonData> {
  const { store, now } = ctx;
  const isOwn = actor.personId === personId;
  const seesPay = isOwn || can(actor, "statement.read_any");
  const classes: readonly DataClass[] = isOwn ? ["personal", "business", "technical", "opinion"] : seesPay ? ["personal", "business"] : ["personal", "business", "technical"];
  const hidden: ReadonlySet<string> = new Set(["audit", "levelCount", ...(isOwn ? [] : ["scenario"]), ...(seesPay ? [] : ["personAbsence"])]);
  const [[person], accountIds] = await Promise.all([loadPeople(store, [personId]), loadAccountIds(store, personId)]);
  const found = (await loadRowsOfPerson(store, { personId, accountIds }, classes, MOST_ROWS)).filter(({ table }) => !hidden.has(table)).map((one) => ({ ...one, rows: withoutOthersWords(one, personId, isOwn) })).filter((one) => one.rows.length > 0);
  const lines = seesPay ? await loadPublishedLines(store, personId, MOST_ROWS) : null;
  const statements = lines && lines.map((line) => ({ period: line.period, statement: openStatement(store, line) }));
  const { surname, givenName, patronymic, personnelNumber } = person!;
  await store.writeAll(() => [], { at: now, actor: ctx.actor, action: "privacy.export", entity: "person", entityId: personId, rows: found.reduce((sum, one) => sum + one.rows.length, 0), details: { tables: found.map((one) => one.table), pay: seesPay } });
  return { exportedAt: new Date(now).toISOString(), person: { surname, givenName, patronymic, personnelNumber }, tables: Object.fromEntries(found.map((one) => [one.table, one.rows])), cut: found.filter((one) => one.isCut).map((one) => one.table), statements };
}

/**
 * What in a person's rows is somebody else's word, or for the person alone: who was asked about them and how a level came about is told to
 * nobody, and how they like to be told things to nobody who does not serve them.
 */
function withoutOthersWords({ table, rows }: RowsOfPerson, personId: string, isOwn: boolean): RowsOfPerson["rows"] {
  if (table === "levelAsk") return rows.filter((row) => row["raterId"] === personId);
  if (table === "levelResult") return rows.map(({ headLevel: _head, peerHalves: _peers, ...row }) => row);
  if (table === "person" && !isOwn) return rows.map(({ style: _style, ...row }) => row);
  return rows;
}
