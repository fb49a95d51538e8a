import { parseWithZod } from "@conform-to/zod/v4";
import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { Page } from "#app/components/page.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { Tabs } from "#app/components/tabs.tsx";
import { DEFAULT_COLUMNS } from "#app/domain/pay/pay-columns.ts";
import { EXPORT_PROFILES } from "#app/domain/pay/pay-file.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { useT } from "#app/i18n/use-t.ts";
import { savePayFormat } from "#app/operations/pay-format.server.ts";
import { setFlash } from "#app/web/flash.server.ts";
import { allow, fault, requireActor } from "#app/web/guard.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import { findPayFormat } from "#db/queries/run-files.server.ts";
import { columnsOf, formatSchema } from "./form.ts";
import { ColumnsForm } from "./view.tsx";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "plan.edit");
  allow(viewer, "plan.edit", {});
  const asked = new URL(request.url).searchParams.get("profile");
  const profile = EXPORT_PROFILES.find((one) => one === asked) ?? "generic";
  const [locale, own] = await Promise.all([localeFor(request, context), findPayFormat(context.store, profile)]);
  return json({ title: translateIn(locale, "payroll")("formats.title"), profile, columns: own?.columns ?? DEFAULT_COLUMNS[profile], rowVersion: own?.rowVersion ?? 0 });
}

export async function action({ request, context }: ActionFunctionArgs) {
  const viewer = await requireActor(request, context, "plan.edit");
  allow(viewer, "plan.edit", {});
  const submission = parseWithZod(await request.formData(), { schema: formatSchema });
  if (submission.status !== "success") throw fault(400, "bad_request");
  const { profile, rowVersion } = submission.value;
  const { accountId } = viewer.actor;
  const ctx = { store: context.store, now: context.now(), actor: { kind: "account", id: accountId, address: context.address } } as const;
  const columns = columnsOf(submission.value);
  const saved = await savePayFormat(ctx, { profile, rowVersion, accountId, columns });
  if (!saved.ok) {
    const { code, facts, field = null } = saved;
    return json({ refusal: code, facts: facts ?? {}, field, columns }, { status: code === "changed_meanwhile" ? 409 : 422 });
  }
  return redirect(`/pay/formats?profile=${profile}`, { headers: { "Set-Cookie": setFlash({ key: "saved", tone: "done" }, context.mode === "production") } });
}

export default function Formats() {
  const { title, profile, columns, rowVersion } = useLoaderData<typeof loader>();
  const outcome = useActionData<typeof action>();
  const t = useT("payroll");
  const pay = useT("pay");
  return (
    <Page
      title={title}
      sentence={t("formats.sentence")}
      crumbs={[{ label: pay("runs.title"), to: "/pay/runs" }]}
      tabs={<Tabs label={pay("run.export.profile")} tabs={EXPORT_PROFILES.map((one) => ({ to: `/pay/formats?profile=${one}`, label: pay(`run.export.profile.${one}`), current: one === profile }))} />}
    >
      <ColumnsForm key={`${profile}:${rowVersion}`} profile={profile} columns={outcome?.columns ?? columns} rowVersion={rowVersion} refusal={outcome ?? null} />
    </Page>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
