/** The places of the main menu, in its order, with the letter that follows `g`. */
export const PLACES = [
  { id: "home", to: "/", letter: "h" },
  { id: "agreements", to: "/agreements", letter: "a" },
  { id: "work", to: "/work", letter: "w" },
  { id: "ratings", to: "/ratings", letter: "r" },
  { id: "improvement", to: "/improvement", letter: "i" },
  { id: "scorecards", to: "/scorecards", letter: "s" },
  { id: "pay", to: "/pay", letter: "p" },
  { id: "map", to: "/map", letter: "m" },
  { id: "catalogue", to: "/catalogue", letter: "c" },
  { id: "settings", to: "/settings", letter: "e" },
] as const;

export type PlaceId = (typeof PLACES)[number]["id"];

/** What the shell draws around every page; made by `shellData` (web/shell-data.server.ts). */
export interface ShellData {
  /** The places open to this person. */
  readonly places: readonly PlaceId[];
  readonly person: { readonly name: string; readonly email: string };
  /** Under which this browser keeps what the person opened. */
  readonly personKey: string;
  readonly mayRequest: boolean;
  /** Starred pages, the oldest first. */
  readonly favourites: readonly { readonly path: string; readonly label: string }[];
  /** Saved views of the list that is open. */
  readonly views: readonly { readonly id: string; readonly name: string; readonly query: string; readonly isShared: boolean; readonly isDefault: boolean }[];
  readonly inboxCount: number;
  readonly demo: boolean;
  readonly theme: "system" | "light" | "dark";
  readonly railCollapsed: boolean;
}
