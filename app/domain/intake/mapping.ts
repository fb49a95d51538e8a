import type { Side, TaskEventType } from "../evaluation/task-event.ts";

/**
 * How one source's rows become tasks and events. A mapping is data: the same file by upload, command
 * line or job gives the same facts. Columns are named as in the file, after `split`.
 */
export interface Mapping {
  readonly source: string;
  /** `table`: one snapshot a task. `event_log`: one row an event. */
  readonly shape: "table" | "event_log";
  /** Of several rows of one task in a table: which holds its values; default the last. */
  readonly wins?: "last" | "first";
  readonly dates: {
    /** `iso`, or a pattern of d M yyyy H mm ss and literal characters; d, M and H take one or two digits. */
    readonly format: string;
    /** IANA zone of times without an offset. */
    readonly zone: string;
  };
  /** Texts that mean "no value". */
  readonly missing: readonly string[];
  /** A packed column cut into new ones. */
  readonly split?: readonly { readonly column: string; readonly separator: string; readonly into: readonly string[] }[];
  readonly task: {
    readonly id: Field;
    readonly product: Reference;
    readonly provider?: Reference;
    readonly client: Reference;
    readonly title?: Field;
    /** E-mail address of who asked, and of who works on it. */
    readonly requester?: Field;
    readonly assignee?: Field;
    /** Task attribute -> column. */
    readonly attributes?: Readonly<Record<string, string>>;
    /** Named measure -> column: a number such as defects. */
    readonly measures?: Readonly<Record<string, string>>;
  };
  /** Of a table: event type -> column that holds its instant. */
  readonly events?: Readonly<Partial<Record<TableEventType, string>>>;
  /** Of a table: a column whose words stand for events that have no date column of their own. */
  readonly status?: {
    readonly column: string;
    /** Since when the status holds. */
    readonly at?: string;
    readonly rules: readonly ActivityRule[];
    /** A status that no rule names: nothing happened, or the row is put aside. */
    readonly other: "ignore" | "quarantine";
  };
  readonly log?: {
    readonly activity: string;
    readonly at: string;
    /** The source's event id, unique in the case; else identity is (case, activity, instant, ordinal). */
    readonly id?: string;
    /** Orders events of equal instants. */
    readonly order?: string;
    readonly rules: readonly ActivityRule[];
    /** An activity that no rule names: leave it out, or put the row into quarantine. */
    readonly other: "ignore" | "quarantine";
  };
}

export const TABLE_EVENT_TYPES = ["requested", "acknowledged", "input_complete", "delivered", "accepted", "cancelled", "due_agreed"] as const;
export type TableEventType = (typeof TABLE_EVENT_TYPES)[number];

export type Field = { readonly column: string } | { readonly value: string };

/** A product or department by its code. `create` makes an unknown one, named as in the file. */
export type Reference = Field & {
  readonly map?: Readonly<Record<string, string>>;
  readonly prefix?: string;
  /** Stands in for a missing value; without it such a row is refused. */
  readonly otherwise?: string;
  readonly create?: { readonly parent?: string };
};

export interface ActivityRule {
  /** Exact activity, or with `*` for any text. The first rule that fits decides. */
  readonly activity: string;
  readonly is: TaskEventType | "ignore" | "draft";
  /** What it means from the second time on (submitted again = resumed). */
  readonly again?: TaskEventType | "ignore";
  readonly reason?: string;
  readonly by?: Side;
}

/** Instants outside of these are slips of the pen (0206, 2206): [from, to). */
export const PLAUSIBLE_FROM = Date.UTC(1990, 0, 1);
export const PLAUSIBLE_TO = Date.UTC(2100, 0, 1);

/** Codes of a refused value; sentences stand in the catalogue. */
export const DEFECT_CODES = [
  "missing_value",
  "missing_column",
  "bad_date",
  "bad_number",
  "unknown_activity",
  "unknown_product",
  "unknown_department",
  "foreign_provider",
  "before_requested",
  "due_before_requested",
  "no_request",
  "too_long",
  "wrong_columns",
  "open_quote",
  "duplicate_id",
  "implausible_date",
  "in_future",
  "no_time",
  "unknown_value",
  "with_task",
] as const;
export type DefectCode = (typeof DEFECT_CODES)[number];

export interface Defect {
  readonly line: number;
  readonly column: string;
  readonly code: DefectCode;
  readonly value: string;
}
