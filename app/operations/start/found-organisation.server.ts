import type { Names } from "#app/domain/names.ts";
import { CODE } from "#app/domain/organisation/check-department.ts";
import { refused } from "#app/domain/refusal.ts";
import type { Refused } from "#app/domain/refusal.ts";
import { isZone } from "#app/domain/time/zone.ts";
import { insertDepartments } from "#db/queries/directory-writes.server.ts";
import { loadDepartments, loadOrganisation } from "#db/queries/directory.server.ts";
import { insertOrganisation } from "#db/queries/first-steps.server.ts";
import { newId } from "#db/new-id.server.ts";
import { DuplicateError } from "#db/store.ts";
import type { OperationContext } from "../context.ts";

export interface FoundOrganisation {
  readonly name: Names;
  /** Code of the top department, which bears the organisation's name. */
  readonly code: string;
  /** Two letters. */
  readonly country: string;
  readonly zone: string;
  readonly currency: string;
  readonly payPeriod: string;
  /** First month that is counted, YYYY-MM. */
  readonly firstPeriod: string;
  readonly dayEnd: string;
}

export type FoundFault = "already_founded" | "no_name" | "bad_code" | "code_taken" | "bad_country" | "bad_zone" | "bad_currency" | "bad_month" | "bad_choice";

const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;

/**
 * Founds the organisation of an empty database with its top department. Zone, currency and first month are not changed afterwards: what is
 * counted and paid depends on them.
 */
export async function foundOrganisation(ctx: OperationContext, command: FoundOrganisation): Promise<{ readonly ok: true } | { readonly ok: false; readonly faults: readonly Refused<FoundFault>[] }> {
  const { store, now } = ctx;
  const [organisation, departments] = await Promise.all([loadOrganisation(store), loadDepartments(store, "all")]);
  if (organisation) return { ok: false, faults: [refused("already_founded")] };
  const { name, code, country, zone, currency, payPeriod, firstPeriod, dayEnd } = command;
  const digits = minorDigits(currency);
  const faults: Refused<FoundFault>[] = [];
  if (!name.en && !name.ru) faults.push(refused("no_name", undefined, "nameEn"));
  if (!CODE.test(code)) faults.push(refused("bad_code", undefined, "code"));
  else if (departments.some((row) => row.code.toLowerCase() === code.toLowerCase())) faults.push(refused("code_taken", { code }, "code"));
  if (!/^[A-Z]{2}$/.test(country)) faults.push(refused("bad_country", undefined, "country"));
  if (!isZone(zone)) faults.push(refused("bad_zone", undefined, "zone"));
  if (digits === null) faults.push(refused("bad_currency", undefined, "currency"));
  if (!MONTH.test(firstPeriod)) faults.push(refused("bad_month", undefined, "firstPeriod"));
  if (payPeriod !== "month" && payPeriod !== "quarter") faults.push(refused("bad_choice", undefined, "payPeriod"));
  if (dayEnd !== "snap" && dayEnd !== "eod") faults.push(refused("bad_choice", undefined, "dayEnd"));
  if (faults.length > 0 || digits === null) return { ok: false, faults };

  const row = {
    id: ORGANISATION_ID, name, zone, country, currency, minorDigits: digits, dayEnd: dayEnd === "eod" ? ("eod" as const) : ("snap" as const), payPeriod: payPeriod === "month" ? ("month" as const) : ("quarter" as const),
    firstPeriod, isDemo: false, createdAt: now,
  };
  const top = departments.length === 0 ? [{ id: newId(), parentId: null, code, name, isTeam: false }] : [];
  try {
    await store.writeAll((w) => [insertOrganisation(store, w, row), ...insertDepartments(store, w, top)], { at: now, actor: ctx.actor, action: "organisation.found", entity: "organisation", entityId: row.id, details: { name, zone, country, currency, payPeriod, firstPeriod, dayEnd, code } });
  } catch (error) {
    // Two who found it at once: the second one finds it there.
    if (error instanceof DuplicateError) return { ok: false, faults: [refused("already_founded")] };
    throw error;
  }
  return { ok: true };
}

/** One database holds one organisation: a fixed id lets only one of two founders through. */
const ORGANISATION_ID = "organisation";

/** Digits of a currency's minor unit by ISO 4217, as the platform knows them; null = no currency. */
function minorDigits(currency: string): number | null {
  if (!/^[A-Z]{3}$/.test(currency) || !Intl.supportedValuesOf("currency").includes(currency)) return null;
  return new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;
}
