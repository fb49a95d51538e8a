import { matchesGlob } from "../evaluation/glob.ts";

/** Which saved mapping reads the files whose names fit. */
export interface NameRule {
  readonly glob: string;
  readonly source: string;
}

/** Names under which programs keep what they are still writing, and what systems put beside files. */
const UNFINISHED = /^(?:\.|~\$|_?lock\.)|(?:~|\.(?:part|partial|tmp|temp|crdownload|download|filepart|opdownload|swp|lock|writing))$/i;
/** What the portal itself writes beside a file that it has worked on. Rows set aside may come back, once they are corrected. */
const OWN = /\.result\.json$/i;

/** Whether a file of this name is one that somebody wants to have imported. */
export const isWanted = (name: string): boolean => !UNFINISHED.test(name) && !OWN.test(name) && name.length <= 200;

/** The first rule whose pattern fits a name; capital letters make no difference. */
export function ruleForName<R extends NameRule>(name: string, rules: readonly R[]): R | null {
  const folded = name.toLowerCase();
  return rules.find((rule) => matchesGlob(folded, rule.glob.toLowerCase())) ?? null;
}

/** A pattern names files, never folders. */
export const isNamePattern = (glob: string): boolean => glob.length >= 1 && glob.length <= 120 && !/[/\\\u0000-\u001f]/.test(glob);

/** An import that failed by no fault of its file is tried five times, 1, 2, 4 and 8 minutes apart; then somebody has to look at it. */
export const MOST_TRIES = 5;
export const retryAfterMs = (attempt: number): number => 60_000 * 2 ** Math.max(0, attempt - 1);

const ENDING = /(?:\.(?:csv|tsv|txt|xlsx))?(?:\.gz)?$/i;

/** Names of a file that was worked on and of what is laid beside it: with the second at which it was taken, so that names never meet. */
export function keptNames(name: string, takenAt: number): { readonly file: string; readonly result: string; readonly aside: string } {
  const [ending = ""] = ENDING.exec(name) ?? [];
  const stamp = new Date(takenAt).toISOString().replace(/[:-]/g, "").replace("T", "-").slice(0, 15);
  const base = `${name.slice(0, name.length - ending.length)}.${stamp}`;
  return { file: `${base}${ending}`, result: `${base}.result.json`, aside: `${base}.set-aside.csv` };
}
