/** Why somebody does not work for a while. Which of them shorten the target, a plan says. */
export const ABSENCE_KINDS = ["unpaid_leave", "parental_leave", "sick_leave", "annual_leave", "other"] as const;
export type AbsenceKind = (typeof ABSENCE_KINDS)[number];

export const isAbsenceKind = (text: string): text is AbsenceKind => (ABSENCE_KINDS as readonly string[]).includes(text);

/** Half-open in local dates. */
export interface Absence {
  readonly kind: AbsenceKind;
  readonly from: string;
  readonly to: string;
}

/** The spans that a plan leaves out of the days worked. A plan that names no kind leaves out none. */
export function excludedAbsences<A extends Absence>(absences: readonly A[], kinds: readonly AbsenceKind[] | undefined): readonly A[] {
  return kinds === undefined ? [] : absences.filter((absence) => kinds.includes(absence.kind));
}
