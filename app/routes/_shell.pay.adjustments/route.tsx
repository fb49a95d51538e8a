import { parseWithZod } from "@conform-to/zod/v4";
import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { Page } from "#app/components/page.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { PayTabs } from "#app/components/pay/pay-tabs.tsx";
import { can } from "#app/domain/access/can.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { useT } from "#app/i18n/use-t.ts";
import { recordPayRead } from "#app/operations/record-pay-read.server.ts";
import { releaseHeld } from "#app/operations/release-held.server.ts";
import { setFlash } from "#app/web/flash.server.ts";
import { allow, fault, requireActor } from "#app/web/guard.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import { payPlaces } from "#app/web/pay-places.server.ts";
import { findRun } from "#db/queries/runs.server.ts";
import { percentBp, releaseSchema } from "./form.ts";
import { readAdjustments } from "./read.server.ts";
import { HeldCard, PendingCard, WithoutEffectCard } from "./view.tsx";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "statement.read_any");
  allow(viewer, "statement.read_any", {});
  const locale = await localeFor(request, context);
  const { all, ...list } = await readAdjustments(context.store, context.now(), new URL(request.url), locale);
  const actor = { kind: "account", id: viewer.actor.accountId, address: context.address } as const;
  await recordPayRead({ store: context.store, now: context.now(), actor }, viewer.actor, { entity: "bonus_run", entityId: "adjustments", rows: list.rows.length });
  return json({ title: translateIn(locale, "payroll")("adjustments.title"), places: payPlaces(viewer.actor), zone: viewer.timeZone, total: all.length, mayRelease: can(viewer.actor, "run.prepare"), ...list });
}

export async function action({ request, context }: ActionFunctionArgs) {
  const viewer = await requireActor(request, context, "run.prepare");
  const submission = parseWithZod(await request.formData(), { schema: releaseSchema });
  if (submission.status !== "success") throw fault(400, "bad_request");
  const { runId, departmentId, percent, reason } = submission.value;
  const run = await findRun(context.store, runId);
  allow(viewer, "run.prepare", run && {});
  const { accountId } = viewer.actor;
  const ctx = { store: context.store, now: context.now(), actor: { kind: "account", id: accountId, address: context.address } } as const;
  const result = await releaseHeld(ctx, { runId, departmentId, accountId, payoutBp: percentBp(percent), reason });
  if (!result.ok) return json({ refusal: result.code, of: `${runId}:${departmentId}`, percent, reason }, { status: result.field === undefined ? 409 : 422 });
  return redirect("/pay/adjustments", { headers: { "Set-Cookie": setFlash({ key: "saved", tone: "done" }, context.mode === "production") } });
}

export default function Adjustments() {
  const { title, places, zone, total, people, rows, query, held, withoutEffect, mayRelease } = useLoaderData<typeof loader>();
  const outcome = useActionData<typeof action>();
  const t = useT("payroll");
  return (
    <Page title={title} sentence={people === 0 ? t("adjustments.sentence.none") : t("adjustments.sentence", { count: people })} tabs={<PayTabs current="adjustments" open={places} />} width="full">
      <PendingCard rows={rows} query={query} total={total} />
      <HeldCard held={held} zone={zone} mayRelease={mayRelease} refusal={outcome ?? null} />
      {withoutEffect.length > 0 ? <WithoutEffectCard rows={withoutEffect} /> : null}
    </Page>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
