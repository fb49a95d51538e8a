import { ClipboardCheck } from "lucide-react";
import { useT } from "#app/i18n/use-t.ts";
import { LinkButton } from "./button.tsx";
import { EmptyState } from "./empty-state.tsx";
import { Page } from "./page.tsx";
import { RoundForm, type RoundFormData, type RoundFormReply, useRoundWords } from "./round-form.tsx";

/** The quarterly survey of a signed-in person, or that none waits. */
export function OwnRoundPage({ data, reply }: { readonly data: { readonly survey: "client_review" | "relationship"; readonly form: RoundFormData | null }; readonly reply: RoundFormReply | null }) {
  const t = useT("rounds");
  const inbox = useT("ratings");
  const crumbs = [{ label: inbox("inbox.title"), to: "/inbox" }];
  if (!data.form)
    return (
      <Page title={t(`${data.survey}.title`)} crumbs={crumbs} width="reading">
        <EmptyState icon={<ClipboardCheck aria-hidden size={20} />} title={t("none")} action={<LinkButton to="/ratings/relationships">{t("toResults")}</LinkButton>}>
          {t(`${data.survey}.none`)}
        </EmptyState>
      </Page>
    );
  return <OpenRound form={data.form} reply={reply} crumbs={crumbs} />;
}

function OpenRound({ form, reply, crumbs }: { readonly form: RoundFormData; readonly reply: RoundFormReply | null; readonly crumbs: readonly { readonly label: string; readonly to: string }[] }) {
  const { title, sentence } = useRoundWords(form);
  return (
    <Page title={title} sentence={sentence} crumbs={crumbs} width="reading">
      <RoundForm data={form} reply={reply} />
    </Page>
  );
}
