export const GLOB_FAULTS = ["glob_empty", "glob_matches_all", "glob_path", "glob_regular_expression"] as const;
export type GlobFault = (typeof GLOB_FAULTS)[number];

const LONGEST = 200;

/**
 * Why a file-name pattern is refused, or null. `*` and `?` are its only signs (`domain/evaluation/glob.ts`): brackets, braces and bars
 * mean nothing in it, and whoever writes them expects that they do.
 */
export function globFault(pattern: string): GlobFault | null {
  if (pattern.trim() === "" || pattern.length > LONGEST) return "glob_empty";
  if (/[/\\]/.test(pattern)) return "glob_path";
  if (/[[\]{}|^$<>":]/.test(pattern)) return "glob_regular_expression";
  return /^[*?]+$/.test(pattern) ? "glob_matches_all" : null;
}
