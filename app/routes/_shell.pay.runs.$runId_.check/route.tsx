import { parseWithZod } from "@conform-to/zod/v4";
import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { Page } from "#app/components/page.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { nameIn } from "#app/domain/names.ts";
import { formatPeriod } from "#app/format/date.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import { acceptFindings } from "#app/operations/accept-findings.server.ts";
import { recordPayRead } from "#app/operations/record-pay-read.server.ts";
import { setFlash } from "#app/web/flash.server.ts";
import { allow, fault, requireActor } from "#app/web/guard.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import { findRun } from "#db/queries/runs.server.ts";
import { acceptSchema } from "./form.ts";
import { readRunCheck } from "./read.server.ts";
import { CheckView } from "./view.tsx";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "run.read");
  const locale = await localeFor(request, context);
  const check = await readRunCheck(context.store, viewer.actor, params.runId ?? "", new URL(request.url), locale);
  allow(viewer, "run.read", check && {});
  const actor = { kind: "account", id: viewer.actor.accountId, address: context.address } as const;
  await recordPayRead({ store: context.store, now: context.now(), actor }, viewer.actor, { entity: "bonus_run", entityId: check!.runId, rows: check!.rows.length });
  const { all, ...shown } = check!;
  return json({ title: translateIn(locale, "payroll")("check.title", { period: formatPeriod(shown.period, locale) }), zone: viewer.timeZone, total: all.length, check: shown });
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const viewer = await requireActor(request, context, "run.prepare");
  const submission = parseWithZod(await request.formData(), { schema: acceptSchema });
  const run = await findRun(context.store, params.runId ?? "");
  allow(viewer, "run.prepare", run && {});
  if (submission.status !== "success") throw fault(400, "bad_request");
  const { kind, contentHash, reason } = submission.value;
  const { accountId } = viewer.actor;
  const ctx = { store: context.store, now: context.now(), actor: { kind: "account", id: accountId, address: context.address } } as const;
  const result = await acceptFindings(ctx, { runId: run!.id, accountId, contentHash, kinds: [kind], reason });
  if (!result.ok) return json({ refusal: result.code, kind, reason }, { status: result.code === "reason_missing" ? 422 : 409 });
  return redirect(`/pay/runs/${run!.id}/check`, { headers: { "Set-Cookie": setFlash({ key: "saved", tone: "done" }, context.mode === "production") } });
}

export default function Check() {
  const { title, check, total, zone } = useLoaderData<typeof loader>();
  const outcome = useActionData<typeof action>();
  const t = useT("payroll");
  const pay = useT("pay");
  const locale = useLocale();
  const left = check.lists.filter((one) => one.needsWord && !one.accepted).length;
  const sentence = check.lists.every((one) => !one.needsWord) ? t("check.sentence.none") : left === 0 ? t("check.sentence.done") : t("check.sentence", { count: left });
  return (
    <Page
      title={title}
      crumbs={[
        { label: pay("runs.title"), to: "/pay/runs" },
        { label: `${nameIn(check.planName, locale)}\u00a0· ${formatPeriod(check.period, locale)}`, to: `/pay/runs/${check.runId}` },
      ]}
      sentence={sentence}
      width="full"
    >
      <CheckView check={check} total={total} zone={zone} refusal={outcome ?? null} />
    </Page>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
