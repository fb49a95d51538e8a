import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { KEPT_COPIES } from "#app/domain/schedule/kept-copies.ts";
import { formatInstantNear } from "#app/format/instant.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { listCopies } from "#app/operations/backups/backup-files.server.ts";
import { requireActor } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";
import { settingsParts } from "#app/web/settings-parts.server.ts";
import { BackupsView } from "./view.tsx";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "jobs.read");
  const { locale, now } = await readPageFacts(request, context);
  const t = translateIn(locale, "backups");
  const copies = context.store.dialect === "sqlite" ? listCopies(context.dataDir) : null;
  const sound = copies?.find((one) => one.check !== null && one.check.fault === null);
  return json({
    title: t("title"),
    sentence: copies === null ? t("sentence.pg") : sound ? t("sentence.sound", { when: formatInstantNear(sound.manifest?.takenAt ?? sound.check!.checkedAt, now, viewer.timeZone, locale) }) : t("sentence.none"),
    parts: settingsParts(viewer),
    kept: KEPT_COPIES,
    copies: copies?.map(({ name, bytes, manifest, check }) => ({
      name, bytes, takenAt: manifest?.takenAt ?? null, auditRow: manifest?.audit?.seq ?? null, isSigned: manifest?.signature != null,
      keys: manifest ? [...manifest.keys.app.map((id) => `APP_SECRET ${id}`), ...manifest.keys.audit.map((id) => `AUDIT_KEY ${id}`), ...manifest.keys.pay.map((id) => `PAY_KEY ${id}`)] : [],
      check: check && { checkedAt: check.checkedAt, tookMs: check.tookMs, fault: check.fault, auditRows: check.auditRows, closedMonths: check.closedMonths },
    })) ?? null,
    now, zone: viewer.timeZone,
  });
}

export default function Backups() {
  return <BackupsView {...useLoaderData<typeof loader>()} />;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
