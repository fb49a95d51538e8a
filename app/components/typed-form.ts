/** What was typed into a form and what is wrong with it: a sentence at a field's name; `form` stands above the fields. */
export interface TypedForm {
  readonly values: Readonly<Record<string, string>>;
  readonly faults: Readonly<Record<string, string>>;
}

export const freshForm = (values: Readonly<Record<string, string>> = {}): TypedForm => ({ values, faults: {} });
