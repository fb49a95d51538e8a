import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Page } from "#app/components/page.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { StateChip } from "#app/components/state-chip.tsx";
import { VersionChanges } from "#app/components/agreement/version-changes.tsx";
import { useT } from "#app/i18n/use-t.ts";
import { requireActor } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";
import { actOnVersion } from "./action.server.ts";
import { NextStep } from "./acts.tsx";
import { findShownVersion, readVersionPage } from "./read.server.ts";
import { useRefusalText, useSentence } from "./sentence.ts";
import { Faults, Frame, Inputs, Promises } from "./text.tsx";
import { Signatures, Thread, WholeComments } from "./thread.tsx";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "agreement.read");
  const facts = await readPageFacts(request, context);
  return json(await readVersionPage(request, context, viewer, facts, params.id ?? "", params.number ?? ""));
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const viewer = await requireActor(request, context, "agreement.read");
  const { today } = await readPageFacts(request, context);
  return actOnVersion(request, context, await findShownVersion(context, viewer, params.id ?? "", params.number ?? "", today));
}

export default function Version() {
  const page = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>() ?? null;
  const t = useT("negotiation");
  const agreements = useT("agreements");
  const sentence = useSentence(page);
  const refused = useRefusalText();
  return (
    <Page
      title={page.title}
      sentence={sentence}
      crumbs={[{ label: agreements("title"), to: "/agreements" }, { label: page.pair, to: `/agreements/${page.id}` }]}
      aside={<StateChip state={page.state} />}
    >
      {refusal ? <Notice tone="error">{refused(refusal)}</Notice> : null}
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_20rem] lg:grid-rows-[auto_1fr]">
        <div className="min-w-0 lg:col-start-2 lg:row-start-1">
          <NextStep page={page} refusal={refusal} />
        </div>
        <div className="flex min-w-0 flex-col gap-5 lg:col-start-1 lg:row-span-2 lg:row-start-1">
          <Faults page={page} />
          <Promises page={page} />
          <Inputs page={page} refusal={refusal} />
          <VersionChanges comparison={page.comparison} number={page.number} versions={page.versions} />
          <WholeComments page={page} />
        </div>
        <div className="flex min-w-0 flex-col gap-5 lg:col-start-2 lg:row-start-2">
          <Frame page={page} refusal={refusal} />
          <Signatures page={page} />
          <Thread page={page} title={t("thread")} />
        </div>
      </div>
    </Page>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
