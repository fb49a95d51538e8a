import { stringify } from "yaml";
import type { Names } from "#app/domain/names.ts";
import type { InputTerms, Obligation, Threshold } from "#app/domain/agreement/terms.ts";
import type { SetupObligation } from "./setup-file.ts";

/** What an exported text is made of; names of things are their codes. */
export interface ExportedText {
  readonly code: string;
  readonly provider: string;
  readonly client: { readonly department: string } | { readonly group: string } | "everyone";
  readonly from: string;
  readonly to: string | null;
  readonly purpose: Names | null;
  readonly obligations: readonly Obligation[];
  readonly inputs: readonly InputTerms[];
  readonly products: readonly { readonly id: string; readonly code: string; readonly provider: string; readonly kind: string; readonly name: Names }[];
  /** Codes of departments that lines name as teams, by id. */
  readonly teams: ReadonlyMap<string, string>;
}

/** A text in the form of the setup file (docs/agreement-file.md): what the import reads back as the same terms. */
export function agreementFile(text: ExportedText) {
  const productCodes = new Map(text.products.map((row) => [row.id, row.code]));
  const used = new Set([...text.obligations, ...text.inputs].map((row) => row.productId));
  return {
    products: text.products.filter((row) => used.has(row.id)).map(({ code, provider, kind, name }) => ({ code, provider, kind, name })),
    agreements: [
      {
        code: text.code,
        provider: text.provider,
        client: text.client,
        versions: [
          {
            from: text.from,
            ...(text.to === null ? {} : { to: text.to }),
            ...(text.purpose ? { purpose: text.purpose } : {}),
            obligations: text.obligations.map((one) => promise(one, text, productCodes)),
            inputs: text.inputs.map(({ key, name, productId, due, completeness }) => ({
              key, name, ...(productId === undefined ? {} : { product: productCodes.get(productId) ?? productId }), due, ...(completeness === undefined ? {} : { completeness }),
            })),
          },
        ],
      },
    ],
  };
}

export const agreementYaml = (text: ExportedText): string => stringify(agreementFile(text), { lineWidth: 0 });
export const agreementJson = (text: ExportedText): string => `${JSON.stringify(agreementFile(text), null, 2)}\n`;

function promise(one: Obligation, text: ExportedText, productCodes: ReadonlyMap<string, string>) {
  const { kind, ...terms } = one.terms;
  const prefix = `${text.code}/`;
  return {
    key: one.key.startsWith(prefix) ? one.key.slice(prefix.length) : one.key,
    product: productCodes.get(one.productId) ?? one.productId,
    kind,
    name: one.name,
    terms: fileTerms(terms),
    target: fileThreshold(one.target),
    ...(one.floor ? { floor: fileThreshold(one.floor) } : {}),
    weight: one.weight,
    mode: one.mode,
    ...(one.teamId ? { team: text.teams.get(one.teamId) ?? one.teamId } : {}),
  };
}

/** In the file a share is written in percent. */
const fileThreshold = (threshold: Threshold) => (threshold.type === "share" ? threshold.bp / 100 : { atMostMissed: threshold.atMostMissed });

function fileTerms(terms: object): SetupObligation["terms"] | object {
  const { rule, ...rest } = terms as { rule?: { type: string; atLeastBp?: number } };
  if (!rule) return rest;
  return { ...rest, rule: rule.type === "share" ? { type: "share", atLeast: (rule.atLeastBp ?? 0) / 100 } : rule };
}
