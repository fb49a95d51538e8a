import { REORGANISATION_KINDS } from "#app/domain/organisation/reorganisation.ts";
import type { ReorganisationPlan } from "#app/domain/organisation/reorganisation.ts";
import { namesOf } from "#app/web/typed-form.server.ts";

export const SUCCESSOR_FIELDS = ["successor", "successor2", "successor3", "successor4"] as const;

/** The plan that a form's texts give. Choices for people and products are `person.ID` and `product.ID`, agreements that end `end.KEY`. */
export function readPlan(values: Readonly<Record<string, string>>): ReorganisationPlan {
  const kind = REORGANISATION_KINDS.find((one) => one === values["kind"]) ?? "merge";
  const chosen = (prefix: string) => Object.fromEntries(Object.entries(values).flatMap(([name, value]) => (name.startsWith(prefix) && value !== "" ? [[name.slice(prefix.length), value]] : [])));
  const fields = kind === "merge" ? SUCCESSOR_FIELDS.slice(0, 1) : kind === "split" ? SUCCESSOR_FIELDS : [];
  return {
    kind, departmentId: values["departmentId"] ?? "", on: values["on"] ?? "",
    successorIds: [...new Set(fields.flatMap((name) => values[name] || []))],
    people: kind === "split" ? chosen("person.") : {},
    products: kind === "split" ? chosen("product.") : {},
    ended: Object.keys(values).flatMap((name) => (name.startsWith("end.") && values[name] === "on" ? [name.slice(4)] : [])).sort(),
    name: kind === "rename" ? namesOf(values["nameEn"], values["nameRu"]) : null,
    parentId: kind === "move" ? values["parentId"] || null : null,
  };
}
