import { LEVELS } from "#app/domain/level/client-level.ts";
import { refused } from "#app/domain/refusal.ts";
import type { Key } from "#app/i18n/catalogue.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { chooseLevel, closeRound, openLevelRound } from "#app/operations/level/level-rounds.server.ts";
import { saveLevelPolicy } from "#app/operations/level/save-level-policy.server.ts";
import type { AppContext } from "#app/web/context.server.ts";
import { allow, fault } from "#app/web/guard.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import type { Viewer } from "#app/web/session.server.ts";
import { actingContext, doneTyped, readTyped, refuseTyped } from "#app/web/typed-form.server.ts";
import { loadAsksOf, loadLevelRounds } from "#db/queries/levels.server.ts";
import { keepsLevels } from "./read.server.ts";

/** A choice, or one of HR's steps: opening, closing, and what a level suggests. */
export async function actOnLevels(request: Request, context: AppContext, viewer: Viewer): Promise<Response> {
  const ctx = actingContext(context, viewer);
  const { personId } = viewer.actor;
  const [locale, values] = await Promise.all([localeFor(request, context), readTyped(request)]);
  const open = (await loadLevelRounds(context.store)).find((row) => row.state === "open");
  const { intent } = values;
  const step = async () => {
    if (intent === "choose") {
      allow(viewer, "level.give", { personIds: [personId] });
      const subjectId = values["subjectId"] ?? "";
      const asked = open ? (await loadAsksOf(context.store, open.id, personId)).find((row) => row.subjectId === subjectId) : undefined;
      if (!open || !asked) return refused("not_asked", undefined, subjectId);
      return chooseLevel(ctx, { roundId: open.id, subjectId, raterId: personId, side: asked.side, level: Number(values["level"]) });
    }
    if (intent !== "open" && intent !== "close" && intent !== "policy") throw fault(400, "bad_request");
    if (!keepsLevels(viewer)) throw fault(403, "forbidden");
    if (intent === "open") return openLevelRound(ctx, { closesOn: values["closesOn"] ?? "", personId });
    if (intent === "policy") return saveLevelPolicy(ctx, { coefficients: LEVELS.map((level) => (values[`c${level}`] ?? "").replace(",", ".")), personId });
    if (open) await closeRound(ctx, open);
    return { ok: true as const };
  };
  const result = await step();
  if (result.ok) return doneTyped("/people/levels", context);
  return refuseTyped(values, [result], (code, facts) => translateIn(locale, "levels")(`fault.${code}` as Key<"levels">, facts), locale);
}
