import type { PayPlace } from "#app/components/pay/pay-tabs.tsx";
import { can } from "#app/domain/access/can.ts";
import type { Actor } from "#app/domain/access/actor.ts";

/** The tabs of pay for this person. They show ways only; each page guards itself. */
export function payPlaces(actor: Actor): readonly PayPlace[] {
  const open: PayPlace[] = ["mine"];
  if (can(actor, "scenario.read")) open.push("ready");
  if (can(actor, "run.read")) open.push("runs");
  if (can(actor, "statement.read_any")) open.push("adjustments");
  if (can(actor, "scenario.read")) open.push("spread", "scenarios");
  if (can(actor, "plan.read")) open.push("plans");
  if (can(actor, "statement.read_any")) open.push("absences");
  return open;
}
