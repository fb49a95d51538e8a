import type { ShownState } from "#app/components/state-chip.tsx";

/** A line of a card. Its words are made on the server, so that Home brings no catalogue of theirs to the browser. */
export interface HomeRow {
  readonly key: string;
  readonly to: string;
  readonly title: string;
  readonly detail?: string;
  /** What stands in the hover of the detail: the exact instant. */
  readonly exact?: string;
  readonly isLate?: boolean;
  readonly chip?: { readonly state: ShownState; readonly word: string };
  /** At the right instead of a chip: a date, a figure. */
  readonly note?: string;
}

/** A part of Home: a figure or sentences, and rows that are doors. */
export interface HomeCard {
  readonly id: string;
  readonly title: string;
  readonly remark?: string;
  /** The full list. */
  readonly all?: { readonly to: string; readonly label: string };
  readonly figure?: { readonly to: string; readonly label: string; readonly text: string; readonly note?: string };
  readonly lines?: readonly string[];
  readonly rows: readonly HomeRow[];
  /** Instead of rows where there are none, with the next step. */
  readonly empty?: { readonly text: string; readonly to?: string; readonly label?: string };
}

/** A task of the agenda that may be given to somebody else. */
export interface AgendaRow extends HomeRow {
  /** What the box of the row sends: id and history; null = not this person's to give. */
  readonly chosen: string | null;
  /** The words of that box. */
  readonly choose: string;
}

export interface AgendaDay {
  readonly day: string;
  readonly title: string;
  readonly count: string;
  readonly to: string;
  readonly rows: readonly AgendaRow[];
}

export interface WeekCard {
  readonly title: string;
  readonly sentence: string;
  readonly print: { readonly to: string; readonly label: string };
  readonly days: readonly AgendaDay[];
  readonly empty: string;
  readonly load: {
    readonly title: string;
    readonly csv: string;
    readonly headings: readonly string[];
    readonly rows: readonly { readonly key: string; readonly name: string; readonly cells: readonly { readonly text: string; readonly to: string | null; readonly label: string }[] }[];
  };
  readonly assign: { readonly label: string; readonly person: string; readonly button: string; readonly people: readonly { readonly id: string; readonly name: string }[] } | null;
}

/** A delivery that waits for the client's word, with both answers in place. */
export interface AcceptRow extends HomeRow {
  readonly id: string;
  readonly seq: number;
  readonly question: string;
}

export interface OwedCard {
  readonly open: HomeCard;
  /** Rows of `open` that may be reminded of, by their key, with the words for it. */
  readonly remind: { readonly label: string; readonly names: Readonly<Record<string, string>> };
  readonly accept: {
    readonly title: string;
    readonly all: { readonly to: string; readonly label: string };
    readonly rows: readonly AcceptRow[];
    readonly words: { readonly accept: string; readonly giveBack: string; readonly criterion: string; readonly reason: string };
    readonly criteria: readonly { readonly value: string; readonly label: string }[];
  } | null;
  readonly expected: HomeCard | null;
}
