import { json } from "@remix-run/node";
import { z } from "zod";
import type { StepRefusal } from "#app/components/step-dialog.tsx";
import type { PortalJob } from "#app/domain/schedule/portal-jobs.ts";
import type { Refused } from "#app/domain/refusal.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { askForJob, type AskRefusal } from "#app/operations/ask-for-run.server.ts";
import { continueJob, pauseJob, type PauseRefusal } from "#app/operations/pause-job.server.ts";
import { steerJob } from "#app/operations/steer-job.server.ts";
import type { AppContext } from "#app/web/context.server.ts";
import { fault } from "#app/web/guard.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import type { Viewer } from "#app/web/session.server.ts";
import { actingContext, doneTyped } from "#app/web/typed-form.server.ts";

const schema = z.discriminatedUnion("step", [
  z.strictObject({ step: z.literal("run") }),
  z.strictObject({ step: z.literal("pause"), reason: z.string().max(20_000) }),
  z.strictObject({ step: z.literal("continue") }),
  z.strictObject({ step: z.enum(["stop", "resume"]), slot: z.coerce.number().int() }),
]);

/** Asks for a run at once, pauses the job or lets it go on, stops its run or lets that go on. */
export async function actOnJob(request: Request, context: AppContext, viewer: Viewer, job: PortalJob) {
  const form = schema.safeParse(Object.fromEntries(await request.formData()));
  if (!form.success) throw fault(400, "bad_request");
  const ctx = actingContext(context, viewer);
  const { personId } = viewer.actor;
  const act = form.data;
  const refuse = async ({ code, field, facts }: Refused<AskRefusal | PauseRefusal>, reason = "") => {
    const t = translateIn(await localeFor(request, context), "jobs");
    return json<StepRefusal>({ step: act.step, sentence: t(`fault.${code}`, facts ?? {}), atReason: field === "reason", reason }, { status: field === "reason" ? 422 : 409 });
  };
  const back = (key: string) => doneTyped(`/settings/jobs/${job}`, context, { key });
  switch (act.step) {
    case "run": {
      const asked = await askForJob(ctx, { job, personId });
      return asked.ok ? back("flash.job.run") : refuse(asked);
    }
    case "pause": {
      const paused = await pauseJob(ctx, { job, personId, reason: act.reason });
      return paused.ok ? back("flash.job.pause") : refuse(paused, act.reason);
    }
    case "continue": {
      const continued = await continueJob(ctx, job);
      return continued.ok ? back("flash.job.continue") : refuse(continued);
    }
    default: {
      const steered = await steerJob(ctx, { job, slot: act.slot, act: act.step });
      return back(steered.ok ? `flash.job.${act.step}` : "flash.job.over");
    }
  }
}
