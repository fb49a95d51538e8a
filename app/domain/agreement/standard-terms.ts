import { canonicalJson } from "../canonical-json.ts";
import { newKey } from "./new-key.ts";
import type { AgreementText, InputTerms, Obligation } from "./terms.ts";

/** Keys of a text without the code of the agreement that it was taken from: `FIN-SALES/report` becomes `report`. */
export function withoutAgreementCode(text: AgreementText): AgreementText {
  const bare = (key: string) => key.slice(key.indexOf("/") + 1);
  return { ...text, obligations: text.obligations.map((one) => ({ ...one, key: bare(one.key) })), inputs: text.inputs.map((one) => ({ ...one, key: bare(one.key) })) };
}

/** The text of standard terms as that of one agreement: keys name promises over all agreements. */
export function forAgreement(text: AgreementText, agreementCode: string): AgreementText {
  const taken: string[] = [];
  const keyed = <T extends Obligation | InputTerms>(one: T): T => {
    const key = newKey(agreementCode, one.key, one.name, taken) ?? newKey(agreementCode, "", one.name, taken)!;
    taken.push(key);
    return { ...one, key };
  };
  return { ...text, obligations: text.obligations.map(keyed), inputs: text.inputs.map(keyed) };
}

/** In how many places an agreement's text differs from the standard terms: promises and inputs changed, added or left out, and the purpose. */
export function countDeviations(standard: AgreementText, text: AgreementText): number {
  const own = withoutAgreementCode(text);
  const differs = (before: readonly { readonly key: string }[], after: readonly { readonly key: string }[]) => {
    const old = new Map(before.map((one) => [one.key, canonicalJson(one)]));
    const now = new Map(after.map((one) => [one.key, canonicalJson(one)]));
    return [...new Set([...old.keys(), ...now.keys()])].filter((key) => old.get(key) !== now.get(key)).length;
  };
  const purpose = canonicalJson(standard.purpose ?? null) === canonicalJson(own.purpose ?? null) ? 0 : 1;
  return differs(standard.obligations, own.obligations) + differs(standard.inputs, own.inputs) + purpose;
}
