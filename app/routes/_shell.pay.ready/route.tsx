import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { Page } from "#app/components/page.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { PayTabs } from "#app/components/pay/pay-tabs.tsx";
import { ReadyCards, ReadySentence } from "#app/components/pay/ready-cards.tsx";
import { translateIn } from "#app/i18n/translate.server.ts";
import { useT } from "#app/i18n/use-t.ts";
import { readyToPay } from "#app/operations/ready-to-pay.server.ts";
import { allow, requireActor } from "#app/web/guard.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import { payPlaces } from "#app/web/pay-places.server.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "scenario.read");
  allow(viewer, "scenario.read", {});
  const [locale, ready] = await Promise.all([localeFor(request, context), readyToPay(context.store, context.now())]);
  return json({ title: translateIn(locale, "pay")("ready.title"), places: payPlaces(viewer.actor), zone: viewer.timeZone, ready });
}

export default function Ready() {
  const { ready, places, zone } = useLoaderData<typeof loader>();
  const t = useT("pay");
  return (
    <Page title={t("ready.title")} sentence={ready ? <ReadySentence ready={ready} /> : t("ready.sentence.none")} tabs={<PayTabs current="ready" open={places} />}>
      {ready ? <ReadyCards ready={ready} zone={zone} /> : null}
    </Page>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
