import { parseWithZod } from "@conform-to/zod/v4";
import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Page } from "#app/components/page.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { PayTabs } from "#app/components/pay/pay-tabs.tsx";
import { can } from "#app/domain/access/can.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { useT } from "#app/i18n/use-t.ts";
import { prepareBonusRun } from "#app/operations/prepare-run.server.ts";
import { setFlash } from "#app/web/flash.server.ts";
import { fault, requireActor } from "#app/web/guard.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import { payPlaces } from "#app/web/pay-places.server.ts";
import { prepareSchema } from "./form.ts";
import { readPreparable, readRunList } from "./list.server.ts";
import { PrepareCard, RunTable } from "./view.tsx";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "run.read");
  const [locale, runs, preparable] = await Promise.all([localeFor(request, context), readRunList(context.store), can(viewer.actor, "run.prepare") ? readPreparable(context.store) : null]);
  return json({ title: translateIn(locale, "pay")("runs.title"), places: payPlaces(viewer.actor), runs, preparable });
}

export async function action({ request, context }: ActionFunctionArgs) {
  const viewer = await requireActor(request, context, "run.prepare");
  const submission = parseWithZod(await request.formData(), { schema: prepareSchema });
  if (submission.status !== "success") throw fault(400, "bad_request");
  const { accountId } = viewer.actor;
  const ctx = { store: context.store, now: context.now(), actor: { kind: "account", id: accountId, address: context.address } } as const;
  const prepared = await prepareBonusRun(ctx, { ...submission.value.what, accountId });
  if (!prepared.ok) return json({ refusal: prepared.code }, { status: 409 });
  return redirect(`/pay/runs/${prepared.value.runId}`, { headers: { "Set-Cookie": setFlash({ key: "flash.runPrepared", tone: "done" }, context.mode === "production") } });
}

export default function Runs() {
  const { runs, preparable, places } = useLoaderData<typeof loader>();
  const outcome = useActionData<typeof action>();
  const t = useT("pay");
  const waiting = runs.filter((run) => run.state !== "published" && run.state !== "exported").length;
  return (
    <Page title={t("runs.title")} sentence={waiting > 0 ? t("runs.sentence", { count: waiting }) : t("runs.sentence.none")} tabs={<PayTabs current="runs" open={places} />}>
      {outcome?.refusal ? <Notice tone="error">{t(`refusal.${outcome.refusal}`)}</Notice> : null}
      {preparable ? <PrepareCard preparable={preparable} /> : null}
      <RunTable runs={runs} />
    </Page>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
