/** Why a file cannot be read as a table at all; sentences stand in the catalogue. A bad row alone never throws. */
export const FEED_REFUSALS = [
  "empty_file",
  "duplicate_column",
  "missing_column",
  "not_csv",
  "too_many_rows",
  "not_table",
  "old_excel",
  "locked_excel",
  "broken_zip",
  "unpacks_too_large",
  "no_such_sheet",
] as const;
export type FeedRefusalCode = (typeof FEED_REFUSALS)[number];

export class FeedRefusal extends Error {
  readonly code: FeedRefusalCode;
  readonly detail: string;
  constructor(code: FeedRefusalCode, detail: string) {
    super(`${code}: ${detail}`);
    this.name = "FeedRefusal";
    this.code = code;
    this.detail = detail;
  }
}
