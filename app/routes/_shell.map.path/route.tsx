import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { MapTabs } from "#app/components/map/map-tabs.tsx";
import { Page } from "#app/components/page.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { requireActor } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";
import { readPathPage, type PathPage } from "./read.server.ts";
import { PathView } from "./view.tsx";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "map.read");
  const facts = await readPageFacts(request, context);
  const page = await readPathPage(request, context, viewer, facts);
  const t = translateIn(facts.locale, "chain");
  return json({ title: translateIn(facts.locale, "map")("title"), sentence: sentenceOf(page, t), page });
}

function sentenceOf({ focus, way, waited, both }: PathPage, t: ReturnType<typeof translateIn<"chain">>): string {
  if (focus === null) return waited === 0 ? t("sentence.none") : t("sentence", { waits: t("waits", { count: waited }), both });
  const key = way === "up" ? "sentence.focus.up" : "sentence.focus";
  return waited === 0 ? t(`${key}.none`, { name: focus.name }) : t(key, { name: focus.name, waits: t("tasksWaited", { count: waited }), both });
}

export default function DelayPath() {
  const { title, sentence, page } = useLoaderData<typeof loader>();
  return (
    <Page title={title} sentence={sentence} width="full" tabs={<MapTabs current="path" />}>
      <PathView page={page} />
    </Page>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
