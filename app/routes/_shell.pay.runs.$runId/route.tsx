import { parseWithZod } from "@conform-to/zod/v4";
import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Page } from "#app/components/page.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { RunState } from "#app/components/pay/run-state.tsx";
import { nameIn } from "#app/domain/names.ts";
import { formatPeriod } from "#app/format/date.ts";
import { formatMoney } from "#app/format/money.ts";
import { formatCount } from "#app/format/number.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import { decideRunStep } from "#app/operations/approve-run.server.ts";
import { prepareBonusRun } from "#app/operations/prepare-run.server.ts";
import { recordPayRead } from "#app/operations/record-pay-read.server.ts";
import { setFlash } from "#app/web/flash.server.ts";
import { allow, fault, requireActor } from "#app/web/guard.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import { requireRecentProof } from "#app/web/recent-proof.server.ts";
import { findRun } from "#db/queries/runs.server.ts";
import { readRunDetail } from "./detail.server.ts";
import { runStepSchema } from "./form.ts";
import { RunView } from "./view.tsx";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "run.read");
  const now = context.now();
  const run = await readRunDetail(context.store, viewer.actor, params.runId ?? "", new URL(request.url), now);
  allow(viewer, "run.read", run && {});
  const actor = { kind: "account", id: viewer.actor.accountId, address: context.address } as const;
  await recordPayRead({ store: context.store, now, actor }, viewer.actor, { entity: "bonus_run", entityId: run!.id, rows: run!.lines.length });
  const locale = await localeFor(request, context);
  return json({ title: `${nameIn(run!.planName, locale)}, ${formatPeriod(run!.period, locale)}`, zone: viewer.timeZone, run: run! });
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const viewer = await requireActor(request, context, "run.approve");
  const submission = parseWithZod(await request.clone().formData(), { schema: runStepSchema });
  const run = await findRun(context.store, params.runId ?? "");
  if (submission.status !== "success") throw fault(400, "bad_request");
  const command = submission.value;
  const permission = command.step === "prepare" || command.step === "submit" ? "run.prepare" : command.step === "publish" ? "run.publish" : "run.approve";
  allow(viewer, permission, run && {});
  if (command.step === "approve" || command.step === "publish") await requireRecentProof(request, context);
  const { accountId } = viewer.actor;
  const ctx = { store: context.store, now: context.now(), actor: { kind: "account", id: accountId, address: context.address } } as const;
  const { id: runId, planId, period } = run!;
  const result =
    command.step === "prepare"
      ? await prepareBonusRun(ctx, { planId, period, accountId })
      : command.step === "return"
        ? await decideRunStep(ctx, { type: "return", runId, accountId, reason: command.reason })
        : await decideRunStep(ctx, { type: command.step, runId, accountId, contentHash: command.contentHash });
  if (!result.ok) return json({ refusal: result.code, step: command.step, reason: "reason" in command ? command.reason : "" }, { status: result.code === "reason_missing" ? 422 : 409 });
  const key = command.step === "prepare" ? "flash.runPrepared" : "flash.runStep";
  return redirect(`/pay/runs/${runId}`, { headers: { "Set-Cookie": setFlash({ key, tone: "done" }, context.mode === "production") } });
}

export default function RunPage() {
  const { run, zone } = useLoaderData<typeof loader>();
  const outcome = useActionData<typeof action>();
  const t = useT("pay");
  const refusal = outcome ? { step: outcome.step, sentence: t(`refusal.${outcome.refusal}`), atReason: outcome.refusal === "reason_missing", reason: outcome.reason } : null;
  const locale = useLocale();
  const plan = nameIn(run.planName, locale);
  const period = formatPeriod(run.period, locale);
  const total = formatMoney(run.totals.amountMinor, { code: run.currency, digits: run.minorDigits }, locale);
  return (
    <Page
      title={`${plan}\u00a0· ${period}`}
      crumbs={[{ label: t("runs.title"), to: "/pay/runs" }]}
      sentence={t(run.shadow ? "run.sentence.shadow" : "run.sentence", { plan, people: formatCount(run.people, locale), total, period })}
      aside={<RunState state={run.state} />}
    >
      {refusal && !refusal.atReason ? <Notice tone="error">{refusal.sentence}</Notice> : null}
      {run.shadow ? <Notice>{t("forInformation")}</Notice> : null}
      <RunView run={run} period={period} total={total} zone={zone} refusal={refusal} />
    </Page>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
