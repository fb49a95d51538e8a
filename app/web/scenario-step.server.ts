import { json, redirect } from "@remix-run/node";
import type { ScenarioFault } from "#app/components/pay/scenario-view.tsx";
import { checkScenario } from "#app/domain/pay/check-scenario.ts";
import { removeScenario, saveScenario } from "#app/operations/save-scenario.server.ts";
import type { AppContext } from "./context.server.ts";
import { setFlash } from "./flash.server.ts";
import { fault } from "./guard.server.ts";
import { localeFor } from "./locale.server.ts";
import { readScenarioForm } from "./scenario-form.server.ts";
import { readScenarioPage } from "./scenario-page.server.ts";
import type { Viewer } from "./session.server.ts";

/** The scenario that a form is about; `id` null = not saved yet. */
export interface ScenarioOfForm {
  readonly id: string | null;
  readonly planId: string;
  readonly period: string;
}

/** Tries, saves, duplicates or deletes a scenario. Trying writes nothing: it answers with what would be paid, and what was typed. */
export async function takeScenarioStep(request: Request, context: AppContext, viewer: Viewer, of: ScenarioOfForm) {
  const { store } = context;
  const now = context.now();
  const { accountId, personId } = viewer.actor;
  const form = await request.formData();
  const step = form.get("step");
  const ctx = { store, now, actor: { kind: "account", id: accountId, address: context.address } } as const;
  const goTo = (path: string) => redirect(path, { headers: { "Set-Cookie": setFlash({ key: "saved", tone: "done" }, context.mode === "production") } });
  if (step === "delete") {
    const removed = of.id === null ? null : await removeScenario(ctx, { id: of.id, personId });
    if (!removed?.ok) throw fault(409, "conflict");
    return goTo("/pay/scenarios");
  }
  const { values, changes, faults } = readScenarioForm(form);
  const answer = async (found: ScenarioFault | null) => {
    const page = await readScenarioPage(store, viewer.actor, of.planId, of.period, changes, now, await localeFor(request, context));
    return json({ page, values, fault: found }, { status: found === null ? 200 : 422 });
  };
  if (faults[0] !== undefined) return answer({ refusal: "bad_number", field: faults[0] });
  if (step === "try") {
    // A name is needed only to find it again.
    const checked = checkScenario("-", changes);
    return answer(checked.ok ? null : { refusal: checked.code, field: checked.field ?? null });
  }
  const saved = await saveScenario(ctx, { ...of, id: step === "duplicate" ? null : of.id, personId, name: values.name, shared: values.shared, changes });
  if (!saved.ok) return answer({ refusal: saved.code, field: saved.field ?? null });
  return goTo(`/pay/scenarios/${saved.value.id}`);
}
