import type { Terms } from "./terms.ts";

/** Whether terms speak of a task with these attributes; an attribute that the task lacks does not fit. */
export function appliesToTask(terms: Terms, attributes: Readonly<Record<string, string>>): boolean {
  return Object.entries(terms.appliesTo ?? {}).every(([name, allowed]) => {
    const value = attributes[name];
    return value !== undefined && allowed.includes(value);
  });
}
