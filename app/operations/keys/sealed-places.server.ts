import { coefficientPlace } from "#db/queries/coefficients.server.ts";
import { keptFormPlace } from "#db/queries/kept-forms.server.ts";
import { basePlace, rulePlace } from "#db/queries/plan-people.server.ts";
import { memberPlace } from "#db/queries/plans.server.ts";
import { findingPlace } from "#db/queries/run-checks.server.ts";
import { manifestPlace } from "#db/queries/run-files.server.ts";
import { inputPlace, linePlace, runPlace } from "#db/queries/runs.server.ts";
import type { SealedColumn, SealedKey } from "#db/queries/sealed-values.server.ts";
import { placeOfHookIn } from "../hooks/hook-secrets.server.ts";
import { placeOfSigning, placeOfTarget } from "../hooks/save-hook-out.server.ts";
import { placeOfPullSecret } from "../pull/fetch-page.server.ts";
import { factorPlace } from "../second-factor.server.ts";

/** A sealed column with the ring of its keys, and what each of its values is bound to. */
export interface SealedPlace extends SealedColumn {
  readonly ring: "pay" | "app";
  readonly placeOf: (key: SealedKey) => string;
}

const text = (key: SealedKey, name: string): string => String(key[name]);
const byId = (place: (id: string) => string) => ({ key: ["id"], placeOf: (key: SealedKey) => place(text(key, "id")) });

/** Every column that holds sealed values (test/operations/keys.test.ts compares it with the database). */
export const SEALED_PLACES: readonly SealedPlace[] = [
  { ring: "pay", table: "bonusRun", column: "totalsSealed", ...byId(runPlace) },
  { ring: "pay", table: "bonusLine", column: "statementSealed", key: ["runId", "personId"], placeOf: (key) => linePlace(text(key, "runId"), text(key, "personId")) },
  { ring: "pay", table: "bonusLine", column: "inputSealed", key: ["runId", "personId"], placeOf: (key) => inputPlace(text(key, "runId"), text(key, "personId")) },
  { ring: "pay", table: "runExport", column: "manifestSealed", ...byId(manifestPlace) },
  { ring: "pay", table: "runFinding", column: "listSealed", key: ["runId", "kind"], placeOf: (key) => findingPlace(text(key, "runId"), text(key, "kind")) },
  { ring: "pay", table: "planMember", column: "targetSealed", ...byId(memberPlace) },
  { ring: "pay", table: "memberRule", column: "targetSealed", ...byId(rulePlace) },
  { ring: "pay", table: "payBase", column: "baseSealed", ...byId(basePlace) },
  {
    ring: "pay", table: "coefficient", column: "contentSealed", key: ["planId", "period", "personId", "setAt"],
    placeOf: (key) => coefficientPlace({ planId: text(key, "planId"), period: text(key, "period"), personId: text(key, "personId"), setAt: Number(key["setAt"]) }),
  },
  { ring: "pay", table: "keptForm", column: "contentSealed", ...byId(keptFormPlace) },
  { ring: "pay", table: "secondFactor", column: "secretSealed", key: ["accountId"], placeOf: (key) => factorPlace(text(key, "accountId")) },
  { ring: "app", table: "hookIn", column: "secret", ...byId(placeOfHookIn) },
  { ring: "app", table: "hookOut", column: "target", ...byId(placeOfTarget) },
  { ring: "app", table: "hookOut", column: "secret", ...byId(placeOfSigning) },
  { ring: "app", table: "pullSource", column: "secret", ...byId(placeOfPullSecret) },
];
