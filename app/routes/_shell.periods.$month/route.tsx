import { parseWithZod } from "@conform-to/zod/v4";
import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Page } from "#app/components/page.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { StateChip } from "#app/components/state-chip.tsx";
import { can, mayEver } from "#app/domain/access/can.ts";
import { formatPeriod } from "#app/format/date.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import { confirmClose } from "#app/operations/confirm-close.server.ts";
import type { OperationContext } from "#app/operations/context.ts";
import { refuseClose } from "#app/operations/refuse-close.server.ts";
import { requestClose } from "#app/operations/request-close.server.ts";
import { setFlash } from "#app/web/flash.server.ts";
import { fault, requireActor } from "#app/web/guard.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import { requireRecentProof } from "#app/web/recent-proof.server.ts";
import { readPeriodDetail } from "./detail.server.ts";
import { periodStepSchema } from "./form.ts";
import { PeriodView } from "./view.tsx";

const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "period.read");
  const month = params.month ?? "";
  const locale = await localeFor(request, context);
  const detail = MONTH.test(month) ? await readPeriodDetail(context.store, viewer.actor, month, locale, context.now()) : null;
  if (!detail) throw fault(404, "not_found");
  return json({
    title: formatPeriod(month, locale),
    zone: viewer.timeZone,
    detail,
    mayRequest: can(viewer.actor, "period.request_close"),
    mayConfirm: can(viewer.actor, "period.confirm_close"),
  });
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const viewer = await requireActor(request, context, "period.confirm_close");
  const month = params.month ?? "";
  const submission = parseWithZod(await request.clone().formData(), { schema: periodStepSchema });
  if (!MONTH.test(month) || submission.status !== "success") throw fault(400, "bad_request");
  const command = submission.value;
  if (command.step === "request" && !mayEver(viewer.actor, "period.request_close")) throw fault(403, "forbidden");
  if (command.step === "confirm") await requireRecentProof(request, context);
  const { accountId } = viewer.actor;
  const ctx: OperationContext = { store: context.store, now: context.now(), actor: { kind: "account", id: accountId, address: context.address } };
  const result =
    command.step === "request"
      ? await requestClose(ctx, { month, accountId })
      : command.step === "confirm"
        ? await confirmClose(ctx, { month, accountId, draftHash: command.draftHash })
        : await refuseClose(ctx, { month, accountId, reason: command.reason });
  if (!result.ok) return json({ refusal: result.code, step: command.step, reason: "reason" in command ? command.reason : "" }, { status: result.code === "reason_missing" ? 422 : 409 });
  const key = { request: "flash.periodSealed", confirm: "flash.periodClosed", refuse: "flash.periodReturned" }[command.step];
  return redirect(`/periods/${month}`, { headers: { "Set-Cookie": setFlash({ key, tone: "done" }, context.mode === "production") } });
}

export default function PeriodPage() {
  const { detail, zone, mayRequest, mayConfirm } = useLoaderData<typeof loader>();
  const outcome = useActionData<typeof action>();
  const t = useT("scorecards");
  const refusal = outcome ? { step: outcome.step, sentence: t(`refusal.${outcome.refusal}`), atReason: outcome.refusal === "reason_missing", reason: outcome.reason } : null;
  const locale = useLocale();
  const month = formatPeriod(detail.row.month, locale);
  const { state } = detail.row;
  const sentence =
    state === "review"
      ? detail.blocks === 0
        ? t("period.sentence.ready", { month })
        : t("period.sentence.blocked", { month, count: detail.blocks })
      : t(`period.sentence.${state}`, { month });
  return (
    <Page title={<span className="inline-block first-letter:uppercase">{month}</span>} crumbs={[{ label: t("periods.title"), to: "/periods" }]} sentence={sentence} aside={<StateChip state={state} />}>
      {refusal && !refusal.atReason ? <Notice tone="error">{refusal.sentence}</Notice> : null}
      <PeriodView detail={detail} month={month} zone={zone} mayRequest={mayRequest} mayConfirm={mayConfirm} refusal={refusal} />
    </Page>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
