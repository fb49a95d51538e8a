import type { AuditAction } from "./audit-actions.ts";
import type { BaseSQLiteDatabase } from "drizzle-orm/sqlite-core";
import type { Bulk } from "./bulk.ts";
import type { Schema } from "./schema/build.ts";
import type { PayCipher } from "./pay-cipher.server.ts";

type Database = BaseSQLiteDatabase<"async", unknown, Record<string, never>>;

/** Reading: awaited select builders only. Writing goes through `writeAll`. */
export type Reader = Pick<Database, "select" | "selectDistinct" | "with">;

/** What `writeAll` hands to its builder. */
export type Writer = Pick<Database, "insert" | "update" | "delete">;

/**
 * An un-run statement ending in `.returning(…)`. Without it the builder resolves to a run result, no
 * row list, and does not fit this type.
 */
export type Statement = PromiseLike<readonly unknown[]>;

/** A statement and the number of rows it must touch; another number rolls the whole unit back. */
export interface Expecting {
  readonly statement: Statement;
  readonly rows: number;
}

export const exactly = (rows: number, statement: Statement): Expecting => ({ statement, rows });

export type Unit = readonly (Statement | Expecting)[];

export interface AuditActor {
  readonly kind: "account" | "job" | "cli" | "link";
  readonly id: string;
  readonly address?: string;
}

/** One row of the audit chain. `details` holds business values before and after. */
export interface AuditEntry {
  readonly at: number;
  readonly actor: AuditActor;
  readonly action: AuditAction;
  readonly entity: string;
  readonly entityId: string;
  /** Rows of a bulk batch; default 1. */
  readonly rows?: number;
  readonly details?: Readonly<Record<string, unknown>>;
}

/**
 * Tables written without an audit entry, each for its reason: sessions, counters, requests for a link, forms that wait for a proof and
 * answers of an identity provider that were taken are traffic, the
 * ledger, the progress of imports, the outbox and the kept API answers are logs themselves, notices are the outbox's in-app half, hook
 * deliveries and messages are the log and the outbox of webhooks, watched files and runs of pulled lists are the progress of imports
 * that have audit rows of their own, relationship
 * answers and the taking part in a round must leave no trace of who wrote when (the audit row of the round's closing covers them), and neither
 * must colleagues' choices of a level.
 */
export type UnauditedTableName =
  | "session"
  | "signInCounter"
  | "passwordRequest"
  | "keptForm"
  | "usedAnswer"
  | "jobRun"
  | "importJob"
  | "apiReply"
  | "outbox"
  | "notice"
  | "hookDelivery"
  | "hookMessage"
  | "watchedFile"
  | "pullState"
  | "pullRun"
  | "relationshipAnswer"
  | "relationshipAsked"
  | "roundPerson"
  | "levelAsk"
  | "levelCount";

type UnauditedTable = Schema[UnauditedTableName];

// Only its type is used: it carries the builder types of one table.
declare const _writer: Writer;

export interface UnauditedWriter {
  insert<T extends UnauditedTable>(table: T): ReturnType<typeof _writer.insert<T>>;
  update<T extends UnauditedTable>(table: T): ReturnType<typeof _writer.update<T>>;
  delete<T extends UnauditedTable>(table: T): ReturnType<typeof _writer.delete<T>>;
}

export interface Store {
  readonly dialect: "sqlite" | "pg";
  readonly q: Reader;
  readonly t: Schema;
  readonly pay: PayCipher;
  /** Statements for many rows, to be put into a unit of work. */
  readonly bulk: Bulk;
  /**
   * Runs all statements in one transaction and appends the audit rows to the chain inside it. The
   * builder is synchronous: everything to write is known before the transaction begins. Throws
   * `StaleWriteError` when a statement touches another number of rows than expected, and
   * `BusyError` when the database stays locked, `StorageFullError` when its disk is full.
   */
  writeAll(build: (w: Writer) => Unit, audit: AuditEntry | readonly [AuditEntry, ...AuditEntry[]]): Promise<readonly (readonly unknown[])[]>;
  /** The same without an audit entry, for the tables of `UnauditedTableName` only. */
  writeUnaudited(build: (w: UnauditedWriter) => Unit): Promise<readonly (readonly unknown[])[]>;
  /** Lets the planner learn how large the tables have become; cheap, once a night is enough. */
  refreshStatistics(): Promise<void>;
  close(): Promise<void>;
}

/**
 * What the store throws. The server's bundle has a copy of this module beside the one that the store was opened by, so `instanceof` goes
 * by the name that both copies give and not by the class.
 */
class StoreError extends Error {
  static readonly kind: string = "StoreError";
  static override [Symbol.hasInstance](error: unknown): boolean {
    return error instanceof Error && error.name === this.kind;
  }
  constructor(kind: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = kind;
  }
}

/** Somebody else changed what this write relies on; nothing was written. */
export class StaleWriteError extends StoreError {
  static override readonly kind = "StaleWriteError";
  constructor(expected: number, touched: number, index: number) {
    super(StaleWriteError.kind, `statement ${index} touched ${touched} rows, expected ${expected}`);
  }
}

/** The database stayed locked for the whole waiting time; the caller answers 503. */
export class BusyError extends StoreError {
  static override readonly kind = "BusyError";
  constructor() {
    super(BusyError.kind, "the database is busy");
  }
}

/** There is no room for what was to be written; nothing of it was. The caller answers 507. */
export class StorageFullError extends StoreError {
  static override readonly kind = "StorageFullError";
  constructor(options?: ErrorOptions) {
    super(StorageFullError.kind, "there is no room left for the database", options);
  }
}

/** A value that must be unique is there already. `constraint` names the index or its columns. */
export class DuplicateError extends StoreError {
  static override readonly kind = "DuplicateError";
  readonly constraint: string;
  constructor(constraint: string) {
    super(DuplicateError.kind, `already there: ${constraint}`);
    this.constraint = constraint;
  }
}

export function isExpecting(item: Statement | Expecting): item is Expecting {
  return "statement" in item && "rows" in item;
}
