import type { InputTerms } from "#app/domain/agreement/terms.ts";
import { agreementStanding } from "#app/domain/agreement/version-state.ts";
import type { Names } from "#app/domain/names.ts";
import { listAgreements, loadGroupMembersOn, loadVersionHeads } from "#db/queries/agreement-pages.server.ts";
import { loadObligations } from "#db/queries/agreements.server.ts";
import { loadInputsOf } from "#db/queries/delays.server.ts";
import type { Store } from "#db/store.ts";
import { groupBy } from "./agreement-book.server.ts";

/** Something that a department owes its provider by an agreement in force, and what begins with it. */
export interface NeededInput {
  readonly agreementId: string;
  readonly code: string;
  readonly providerId: string;
  readonly input: InputTerms;
  /** Promises whose clock begins only when it is complete. */
  readonly begins: readonly { readonly key: string; readonly name: Names; readonly productId: string }[];
  /** Promises of the agreement in all. */
  readonly promises: number;
}

/** The inputs of a department in agreements in force on a day, those that a clock begins with first. */
export async function readNeededInputs(store: Store, departmentId: string, today: string): Promise<NeededInput[]> {
  const members = await loadGroupMembersOn(store, today);
  const groupIds = members.filter((row) => row.departmentId === departmentId).map((row) => row.groupId);
  const agreements = await listAgreements(store, { side: "received", departmentIds: [departmentId], groupIds });
  const versions = groupBy(await loadVersionHeads(store, agreements.map((row) => row.id)), (row) => row.agreementId);
  const inForce = agreements.flatMap((agreement) => {
    const standing = agreementStanding(versions.get(agreement.id) ?? [], today);
    return standing?.state === "in_force" && agreement.providerId !== departmentId ? [{ agreement, versionId: standing.version.id }] : [];
  });
  const versionIds = inForce.map((row) => row.versionId);
  const [inputs, obligations] = await Promise.all([loadInputsOf(store, versionIds), loadObligations(store, versionIds)]);
  const inputsOf = new Map(inputs.map((row) => [row.id, row.inputs]));
  const linesOf = groupBy(obligations, (row) => row.versionId);
  return inForce
    .flatMap(({ agreement, versionId }) => {
      const lines = linesOf.get(versionId) ?? [];
      const begins = lines.filter(({ terms }) => (terms.kind === "timing" && terms.start === "input_complete") || (terms.kind === "frequency" && terms.afterInput !== undefined));
      return (inputsOf.get(versionId) ?? []).map((input): NeededInput => ({
        agreementId: agreement.id, code: agreement.code, providerId: agreement.providerId, input, promises: lines.length,
        // An input for one product of the provider concerns that one; any other concerns all.
        begins: begins.filter((line) => !lines.some((one) => one.productId === input.productId) || line.productId === input.productId).map(({ key, name, productId }) => ({ key, name, productId })),
      }));
    })
    .sort((a, b) => b.begins.length - a.begins.length || (a.code < b.code ? -1 : 1));
}
