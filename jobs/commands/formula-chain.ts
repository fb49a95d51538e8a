import { z } from "zod";
import { chain } from "#app/domain/pay/chain.ts";
import { entitlementFields, entitlementOf, periodInOrder } from "./formula-pay.ts";
import {
  count,
  dec,
  decAboveZero,
  decFromZero,
  id,
  minorDigits,
  optional,
  uniqueById,
} from "./formula-fields.ts";
import { kind, show, show2, type Answer, type FormulaKind } from "./formula-kind.ts";

const obligation = z
  .object({
    id,
    due: count,
    excused: count,
    conforming: count,
    target_pct: decAboveZero,
    weight: decFromZero,
  })
  .transform(({ target_pct: targetPct, ...rest }) => ({ ...rest, targetPct }));

const client = z
  .object({
    id,
    weight: decFromZero,
    satisfied: count,
    responses: count,
    obligations: z.array(obligation),
  })
  .refine((input) => input.satisfied <= input.responses);

const input = z.object({
  k: decFromZero,
  csat_target: decAboveZero,
  csat_cap: dec,
  min_responses: count,
  w_obj: decFromZero,
  w_sat: decFromZero,
  points: z.array(z.tuple([dec, dec])),
  plan_cap_pct: dec,
  client_floor: dec,
  floor_cap_pct: dec,
  clients: z
    .array(client)
    .refine(uniqueById)
    // Results are listed by obligation id alone.
    .refine((clients) => uniqueById(clients.flatMap((one) => one.obligations))),
  employee: z
    .object({ target: dec, fte: optional(decFromZero), ...entitlementFields })
    .refine(periodInOrder),
  minor_digits: minorDigits,
});

/** The kind `chain` of formulas.md: one department and one employee from counts to the bonus. */
export const CHAIN_KIND: FormulaKind = kind(input, (facts): Answer => {
  const result = chain(
    facts.clients,
    {
      k: facts.k,
      csatTarget: facts.csat_target,
      csatCap: facts.csat_cap,
      minResponses: facts.min_responses,
      objectiveWeight: facts.w_obj,
      satisfactionWeight: facts.w_sat,
    },
    {
      points: facts.points,
      planCapPct: facts.plan_cap_pct,
      clientFloor: facts.client_floor,
      floorCapPct: facts.floor_cap_pct,
    },
    {
      target: facts.employee.target,
      fte: facts.employee.fte,
      entitlement: entitlementOf(facts.employee),
    },
    facts.minor_digits
  );
  const { department, pay, prorated } = result;
  if (pay === null)
    return { score: null, payout_pct: null, bonus: null, reason: "nothing_measured" };
  const { clients } = department;
  const obligations = clients.flatMap((one) => one.obligations);
  return {
    obligations: new Map(
      obligations.map((one) => [one.id, [show2(one.attainment), show2(one.score)]])
    ),
    clients: new Map(clients.map((one) => [one.id, show2(one.index)])),
    csat: new Map(clients.map((one) => [one.id, show2(one.csat?.adjusted ?? null)])),
    loss_points: new Map(
      [
        ...obligations.map((one) => [one.id, one.lossPoints] as const),
        ...clients.map((one) => [`csat:${one.id}`, one.csatLossPoints] as const),
      ].flatMap(([leaf, points]) => (points === null ? [] : [[leaf, show(points, 4)] as const]))
    ),
    objective: show2(department.objective),
    csat_index: show2(department.csatIndex),
    satisfaction: show2(department.satisfaction),
    score: show2(pay.score),
    reweighted: pay.reweighted,
    curve_pct: show2(pay.curvePct),
    payout_pct: show2(pay.payoutPct),
    failed_gates: pay.failedGates,
    prorated: show(prorated, facts.minor_digits),
    bonus: show(pay.bonus, facts.minor_digits),
  };
});
