import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { Button, LinkButton } from "#app/components/button.tsx";
import { Card } from "#app/components/card.tsx";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { INPUT_LOOK } from "#app/components/field.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Page } from "#app/components/page.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import type { Key } from "#app/i18n/catalogue.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { useT } from "#app/i18n/use-t.ts";
import { mappingText, readMappingText } from "#app/operations/feeds/mapping-text.ts";
import { saveDraft } from "#app/operations/feeds/steer-import.server.ts";
import { fault, requireActor } from "#app/web/guard.server.ts";
import { importRights, maySeeImport } from "#app/web/import-scope.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import { actingContext } from "#app/web/typed-form.server.ts";
import { loadUpload } from "#db/queries/import-work.server.ts";
import { loadImport } from "#db/queries/imports.server.ts";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "task.import");
  const [batch, upload] = await Promise.all([loadImport(context.store, params.batchId ?? ""), loadUpload(context.store, params.batchId ?? "")]);
  if (!batch || !upload || !maySeeImport(viewer.actor, batch)) throw fault(404, "not_found");
  return json({ batchId: batch.id, fileName: batch.fileName, isDraft: batch.state === "draft", text: mappingText(upload.mapping), title: translateIn(await localeFor(request, context), "intake")("yaml.title") });
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const viewer = await requireActor(request, context, "task.import");
  const [batch, upload] = await Promise.all([loadImport(context.store, params.batchId ?? ""), loadUpload(context.store, params.batchId ?? "")]);
  if (!batch || !upload || !maySeeImport(viewer.actor, batch)) throw fault(404, "not_found");
  const text = String((await request.formData()).get("mapping") ?? "");
  const read = readMappingText(text, batch.source);
  if (!read.ok) return json({ text, code: read.code, facts: read.facts ?? {} }, { status: 422 });
  const saved = await saveDraft(actingContext(context, viewer), { batchId: batch.id, draft: read.value, dataDir: context.dataDir, rights: importRights(viewer.actor) });
  return saved.ok ? redirect(`/work/import/${batch.id}/mapping?from=yaml`) : json({ text, code: saved.code, facts: saved.facts ?? {} }, { status: 422 });
}

/** The mapping as text: to keep, to pass on, and for what the form can't say. */
export default function MappingAsYaml() {
  const data = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>();
  const t = useT("intake");
  const work = useT("work");
  return (
    <Page
      title={data.title}
      sentence={t("yaml.sentence")}
      crumbs={[
        { label: work("title"), to: "/work" },
        { label: t("title"), to: "/work/import" },
        { label: data.fileName, to: data.isDraft ? `/work/import/${data.batchId}/mapping` : `/work/import/${data.batchId}` },
      ]}
    >
      {refusal ? <Notice tone="error">{t(`refused.${refusal.code}` as Key<"intake">, refusal.facts)}</Notice> : null}
      <Card>
        <Form method="post" className="flex flex-col gap-3">
          <label htmlFor="mapping" className="font-medium">
            {t("yaml.text")}
          </label>
          <textarea id="mapping" name="mapping" rows={28} spellCheck={false} readOnly={!data.isDraft} defaultValue={refusal?.text ?? data.text} className={`${INPUT_LOOK} w-full px-3 py-2 font-mono text-sm`} />
          <div className="flex flex-wrap gap-2">
            {data.isDraft ? <Button tone="primary">{t("yaml.apply")}</Button> : null}
            <LinkButton to={`/work/import/${data.batchId}/mapping.yaml`} reloadDocument>
              {t("yaml.download")}
            </LinkButton>
          </div>
        </Form>
      </Card>
    </Page>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
