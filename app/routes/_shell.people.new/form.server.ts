import { EMPLOYMENTS } from "#app/domain/organisation/place.ts";
import type { PersonDraft } from "#app/operations/save-person.server.ts";
import type { PlaceDraft } from "#app/operations/set-place.server.ts";
import { namesOf } from "#app/web/typed-form.server.ts";

type Values = Readonly<Record<string, string>>;

/** The person that a form means. */
export const personOf = (values: Values, id: string | null): PersonDraft => ({
  id, surname: values["surname"] ?? "", givenName: values["givenName"] ?? "", patronymic: values["patronymic"] || null, personnelNumber: values["personnelNumber"] ?? "",
  email: values["email"] || null, locale: values["locale"] === "ru" ? "ru" : "en", zone: values["zone"] ?? "",
});

/** The place of work that a form means. */
export const placeOf = (values: Values): PlaceDraft => ({
  isTransfer: values["kind"] !== "second", departmentId: values["departmentId"] ?? "", position: namesOf(values["positionEn"], values["positionRu"]), fte: values["fte"] ?? "", sharePct: values["sharePct"] ?? "",
  employment: EMPLOYMENTS.find((one) => one === values["employment"]) ?? "permanent", from: values["from"] ?? "", lastDay: values["lastDay"] || null,
});
