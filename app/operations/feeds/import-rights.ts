import type { Mapping, Reference } from "#app/domain/intake/mapping.ts";

/** What whoever pressed the button may do, kept with the upload: the work runs later, in another process. */
export interface ImportRights {
  /** Departments whose work may be written; null = all. */
  readonly providers: readonly string[] | null;
  /** Whether unknown departments, and unknown products, may be created. */
  readonly mayCreate: { readonly departments: boolean; readonly products: boolean };
}

/** The mapping as far as these rights reach: whoever may not create things imports with those that exist. */
export function withinRights(mapping: Mapping, rights: ImportRights): Mapping {
  const { departments, products } = rights.mayCreate;
  const within = <R extends Reference | undefined>(reference: R, may: boolean): R => (reference && !may ? { ...reference, create: undefined } : reference);
  const { task } = mapping;
  return { ...mapping, task: { ...task, product: within(task.product, products), client: within(task.client, departments), provider: within(task.provider, departments) } };
}
