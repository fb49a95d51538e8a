/** What one check found. */
export interface Finding {
  readonly check: string;
  /** Null when all is well. */
  readonly fault: string | null;
  /** What to do about the fault. */
  readonly todo?: string;
}
