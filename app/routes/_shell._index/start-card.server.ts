import { can } from "#app/domain/access/can.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { readLedSteps } from "#app/operations/start/read-first-steps.server.ts";
import type { AppContext } from "#app/web/context.server.ts";
import type { PageFacts } from "#app/web/page-facts.server.ts";
import type { Viewer } from "#app/web/session.server.ts";
import { shownSteps } from "../_shell.start._index/steps.server.ts";
import type { HomeCard } from "./card.ts";

/** Steps that the card names. */
const NAMED = 3;

/** The next steps of a company that has no score yet; null afterwards, and for whom they are none of their business. */
export async function startCard(context: AppContext, viewer: Viewer, { locale, now }: PageFacts): Promise<HomeCard | null> {
  if (!can(viewer.actor, "start.read", {})) return null;
  const led = await readLedSteps(context.store, now);
  if (!led) return null;
  const t = translateIn(locale, "start");
  const steps = shownSteps(led, viewer, locale);
  const open = steps.phases.flatMap((phase) => phase.steps).filter((step) => !step.isDone);
  return {
    id: "start", title: t("home.card"), all: { to: "/start", label: t("home.all") }, lines: [steps.sentence],
    rows: open.slice(0, NAMED).map((step) => ({ key: step.key, to: step.to ?? "/start", title: step.name, detail: step.counted ?? step.how })),
  };
}
