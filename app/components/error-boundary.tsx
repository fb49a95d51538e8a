import { isRouteErrorResponse, Link, useRouteError, useSubmit } from "@remix-run/react";
import { CircleSlash, FileQuestion, GitCompareArrows, HardDrive, Hourglass, Lock, OctagonAlert } from "lucide-react";
import { type ReactNode, useEffect, useState } from "react";
import { useT } from "#app/i18n/use-t.ts";
import { Button } from "./button.tsx";
import { takeLastForm } from "./last-form.ts";
import { usePageEnvironment } from "./page-environment.ts";

const STATUSES = ["400", "403", "404", "409", "500", "503", "507"] as const;
type Status = (typeof STATUSES)[number];

const ICONS: Record<Status, ReactNode> = {
  "400": <CircleSlash aria-hidden size={20} />,
  "403": <Lock aria-hidden size={20} />,
  "404": <FileQuestion aria-hidden size={20} />,
  "409": <GitCompareArrows aria-hidden size={20} />,
  "500": <OctagonAlert aria-hidden size={20} />,
  "503": <Hourglass aria-hidden size={20} />,
  "507": <HardDrive aria-hidden size={20} />,
};

/**
 * The error page of every route: what happened, why, what to do. A thrown Response keeps its status; anything else is a 500, of which
 * only the number is shown.
 */
export function GeneralErrorBoundary() {
  const error = useRouteError();
  const t = useT("errors");
  const { requestId } = usePageEnvironment();
  const claimed = isRouteErrorResponse(error) ? String(error.status) : "500";
  const status: Status =
    STATUSES.find((known) => known === claimed) ?? (claimed < "500" ? "400" : "500");
  const title = t(`${status}.title`);
  useEffect(() => {
    document.title = `${title} · Concord`;
  }, [title]);
  return (
    <main id="content" className="mx-auto flex max-w-lg flex-col items-start gap-3 px-4 py-[14vh]">
      <span className="grid size-10 place-items-center rounded-lg border border-line bg-sunken text-muted">
        {ICONS[status]}
      </span>
      <h1 className="text-xl font-semibold">{title}</h1>
      <p className="text-muted">{t(`${status}.text`)}</p>
      {status === "500" && requestId ? (
        <p className="text-sm text-faint">
          {t("number")}: <code className="font-mono text-ink select-all">{requestId}</code>
        </p>
      ) : null}
      {status === "503" || status === "507" ? <SendAgain /> : null}
      <p className="mt-2 flex gap-4">
        {status === "409" || status >= "500" ? (
          <a href="" className="font-medium text-accent hover:underline">
            {t("reload")}
          </a>
        ) : null}
        <Link to="/" className="font-medium text-accent hover:underline">
          {t("home")}
        </Link>
      </p>
    </main>
  );
}

/** A write that could not be made now: what was typed is still here and goes out again by one press. Only in a browser with JavaScript; without it "reload" sends the form. */
function SendAgain() {
  const t = useT("errors");
  const submit = useSubmit();
  const [form, setForm] = useState<ReturnType<typeof takeLastForm>>(null);
  useEffect(() => setForm(takeLastForm()), []);
  if (!form) return null;
  return (
    <div className="mt-1 flex flex-wrap items-center gap-3">
      <Button tone="primary" onClick={() => submit(form.data, { method: "post", action: form.action, encType: form.encType })}>
        {t("sendAgain")}
      </Button>
      <span className="text-sm text-muted">{t("kept")}</span>
    </div>
  );
}
