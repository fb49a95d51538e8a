import type { Mapping, Reference } from "#app/domain/intake/mapping.ts";

/** What whoever pressed the button may do, kept with the upload: the work runs later, in another process. */
export interface ImportRights {
  /** Departments whose work may be written; null = all. */
  readonly providers: readonly string[] | null;
  /** Whether unknown departments and products may be created. */
  readonly mayCreate: boolean;
}

/** The mapping as far as these rights reach: whoever may not create things imports with those that exist. */
export function withinRights(mapping: Mapping, rights: ImportRights): Mapping {
  if (rights.mayCreate) return mapping;
  const plain = <R extends Reference | undefined>(reference: R): R => (reference ? { ...reference, create: undefined } : reference);
  return { ...mapping, task: { ...mapping.task, product: plain(mapping.task.product), client: plain(mapping.task.client), provider: plain(mapping.task.provider) } };
}
