import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import type { TypedForm } from "#app/components/typed-form.ts";
import type { Refused } from "#app/domain/refusal.ts";
import type { Key } from "#app/i18n/catalogue.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { endListMail, pauseListMail } from "#app/operations/lists/order-list-mail.server.ts";
import { deleteView, openListWith, restoreView, saveView } from "#app/operations/save-view.server.ts";
import { starPage } from "#app/operations/star-page.server.ts";
import { fault, requireViewer } from "#app/web/guard.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import { readSaved } from "#app/web/saved-page.server.ts";
import { safePath } from "#app/web/safe-redirect.server.ts";
import { actingContext, doneTyped, readTyped, refuseTyped } from "#app/web/typed-form.server.ts";
import { findView } from "#db/queries/saved-views.server.ts";
import { SavedView } from "./view.tsx";

const PATH = "/saved";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request, context);
  const locale = await localeFor(request, context);
  const deleted = new URL(request.url).searchParams.get("deleted");
  const page = await readSaved(context, viewer, locale);
  return json({ title: translateIn(locale, "saved")("title"), ...page, justDeleted: page.deleted.find((row) => row.id === deleted) ?? null });
}

/** A person's own things only: ids of others' are unknown here. */
export async function action({ request, context }: ActionFunctionArgs) {
  const viewer = await requireViewer(request, context);
  const { actor } = viewer;
  const [values, locale] = await Promise.all([readTyped(request), localeFor(request, context)]);
  const ctx = actingContext(context, viewer);
  const id = values["id"] ?? "";
  const refuse = (no: Refused) => refuseTyped(values, [no], (code, facts) => translateIn(locale, "saved")(`fault.${code}` as Key<"saved">, facts), locale);
  switch (values["intent"]) {
    case "star":
    case "unstar": {
      const done = await starPage(ctx, actor.personId, { path: values["path"] ?? "", label: values["label"] ?? "", isStarred: values["intent"] === "star" });
      return done.ok ? redirect(safePath(values["next"] || PATH)) : refuse(done);
    }
    case "change": {
      const view = await findView(context.store, id);
      if (!view || view.ownerId !== actor.personId) throw fault(404, "not_found");
      const done = await saveView(ctx, actor, { id, list: view.list, query: view.query, name: values["name"] ?? "", sharedWithId: values["sharedWithId"] || null });
      if (!done.ok) return refuse(done);
      await openListWith(ctx, actor, id, values["isDefault"] === "on");
      return doneTyped(PATH, context);
    }
    case "default": {
      const done = await openListWith(ctx, actor, id, values["isDefault"] === "on");
      return done.ok ? doneTyped(PATH, context) : refuse(done);
    }
    case "delete": {
      const done = await deleteView(ctx, actor, id);
      return done.ok ? redirect(`${PATH}?deleted=${encodeURIComponent(id)}`) : refuse(done);
    }
    case "restore": {
      const done = await restoreView(ctx, actor, id);
      return done.ok ? doneTyped(PATH, context) : refuse(done);
    }
    case "pause":
    case "resume": {
      const done = await pauseListMail(ctx, actor.personId, id, values["intent"] === "pause");
      return done.ok ? doneTyped(PATH, context) : refuse(done);
    }
    case "end": {
      const done = await endListMail(ctx, actor.personId, id);
      return done.ok ? doneTyped(PATH, context) : refuse(done);
    }
    default:
      throw fault(400, "bad_request");
  }
}

export default function Saved() {
  return <SavedView data={useLoaderData<typeof loader>()} form={(useActionData<typeof action>() as TypedForm | undefined) ?? null} />;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
