import type { SetupObligation } from "#app/operations/setup-file.ts";
import { TINY } from "./tiny-company.ts";

type Extra = Pick<SetupObligation, "key" | "kind"> & { readonly terms: Partial<SetupObligation["terms"]> } & Partial<Pick<SetupObligation, "product" | "target" | "mode" | "weight">>;

/** The tiny company with more promises of finance to sales: of the report, unless said otherwise, with a target of 95 %. */
export function morePromises(...extras: readonly Extra[]): typeof TINY {
  const [base] = TINY.agreements[0]!.versions[0]!.obligations;
  const { due: _due, ...common } = base!.terms;
  const added = extras.map(({ terms, ...extra }): SetupObligation => ({ ...base!, name: { en: extra.key }, weight: "1", ...extra, terms: { ...common, ...terms } }));
  return { ...TINY, agreements: TINY.agreements.map((row) => (row.code === "FIN-SALES" ? { ...row, versions: row.versions.map((version) => ({ ...version, obligations: [...version.obligations, ...added] })) } : row)) };
}
