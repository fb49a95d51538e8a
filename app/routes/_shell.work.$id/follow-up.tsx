import { Link } from "@remix-run/react";
import { LinkButton } from "#app/components/button.tsx";
import { Card } from "#app/components/card.tsx";
import { CASE_LOOKS, StateChip, VOICE_LOOKS } from "#app/components/state-chip.tsx";
import { useT } from "#app/i18n/use-t.ts";
import type { TaskFollowUp } from "#app/web/follow-up-of-task.server.ts";

/** What the client said about this delivery by itself, and what is changed because of it. */
export function FollowUp({ data, taskId }: { readonly data: TaskFollowUp; readonly taskId: string }) {
  const t = useT("voice");
  const improvement = useT("improvement");
  const { voices, cases, maySay, mayOpenCase } = data;
  if (voices.length + cases.length === 0 && !maySay && !mayOpenCase) return null;
  return (
    <Card title={t("title")}>
      <div className="flex flex-col gap-3">
        {voices.map((row) => (
          <p key={row.id} className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <Link to={`/ratings/voice/${row.id}`} className="door">
              {row.subject}
            </Link>
            <span className="text-sm text-muted">{t(`kind.${row.kind}`)}</span>
            {row.kind === "thanks" ? null : <StateChip state={VOICE_LOOKS[row.state]} word={t(`state.${row.state}`)} size="small" />}
          </p>
        ))}
        {cases.map((row) => (
          <p key={row.id} className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <Link to={`/improvement/${row.id}`} className="door">
              {row.title}
            </Link>
            <span className="text-sm text-muted">{t("case")}</span>
            <StateChip state={CASE_LOOKS[row.state]} word={improvement(`state.${row.state}`)} size="small" />
          </p>
        ))}
        {maySay || mayOpenCase ? (
          <p className="no-print flex flex-wrap gap-2">
            {maySay ? <LinkButton size="small" to={`/ratings/voice/new?task=${taskId}`}>{t("new.about")}</LinkButton> : null}
            {mayOpenCase ? <LinkButton size="small" tone="quiet" to={`/improvement/new?task=${taskId}`}>{improvement("new")}</LinkButton> : null}
          </p>
        ) : null}
      </div>
    </Card>
  );
}
