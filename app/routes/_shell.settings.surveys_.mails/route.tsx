import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { retryMail } from "#app/operations/retry-mail.server.ts";
import { allow, fault, requireActor } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";
import { settingsParts } from "#app/web/settings-parts.server.ts";
import { actingContext, doneTyped } from "#app/web/typed-form.server.ts";
import { countBounces, countMails } from "#db/queries/mail-states.server.ts";
import { readMailRows } from "./rows.server.ts";
import { MailsView } from "./view.tsx";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "survey.edit");
  allow(viewer, "survey.edit", {});
  const facts = await readPageFacts(request, context);
  const [found, counts, bounces] = await Promise.all([readMailRows(request, context, facts, "page"), countMails(context.store), countBounces(context.store)]);
  const t = translateIn(facts.locale, "asking");
  return json({ title: t("mails"), parts: settingsParts(viewer), zone: viewer.timeZone, now: facts.now, counts, bounces, ...found });
}

export async function action({ request, context }: ActionFunctionArgs) {
  const viewer = await requireActor(request, context, "survey.edit");
  allow(viewer, "survey.edit", {});
  const id = (await request.formData()).get("id");
  if (typeof id !== "string") throw fault(400, "bad_request");
  const done = await retryMail(actingContext(context, viewer), id);
  if (done.ok) return doneTyped("/settings/surveys/mails", context, { key: "flash.mailAgain" });
  if (done.code === "not_found") throw fault(404, "not_found");
  return json({ code: done.code }, { status: 409 });
}

export default function Mails() {
  return <MailsView {...useLoaderData<typeof loader>()} isStale={useActionData<typeof action>() !== undefined} />;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
