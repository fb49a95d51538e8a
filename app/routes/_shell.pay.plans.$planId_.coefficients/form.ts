import { DEFAULT_COEFFICIENT } from "#app/domain/pay/coefficient.ts";
import type { GivenTo } from "#app/operations/give-coefficients.server.ts";

const FIELD = /^([0-9a-zA-Z-]+)\.coefficient$/;

/** The coefficients of a form, a decimal comma read as a point; an empty field means 1. */
export function readEntries(values: Readonly<Record<string, string>>): GivenTo[] {
  return Object.entries(values).flatMap(([name, text]) => {
    const personId = FIELD.exec(name)?.[1];
    if (personId === undefined) return [];
    const coefficient = text.trim().replace(",", ".").replace(/(\.\d*?)0+$/, "$1").replace(/\.$/, "");
    return [{ personId, coefficient: coefficient === "" ? DEFAULT_COEFFICIENT : coefficient, reason: values[`${personId}.reason`] ?? "" }];
  });
}
