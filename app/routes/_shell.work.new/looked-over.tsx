import { Link } from "@remix-run/react";
import { ArrowUpRight, CircleAlert, CircleCheck, Lightbulb } from "lucide-react";
import { Button } from "#app/components/button.tsx";
import { Card } from "#app/components/card.tsx";
import { Notice } from "#app/components/notice.tsx";
import type { Key } from "#app/i18n/catalogue.ts";
import { useT } from "#app/i18n/use-t.ts";
import type { LookedOver, OutsideStep, SpokenRemark } from "./form.ts";

/** The id of the request's form: buttons beside it belong to it. */
export const FORM = "request";

const ICONS = {
  missing: <CircleAlert aria-hidden size={16} className="text-risk" />,
  better: <Lightbulb aria-hidden size={16} className="text-run" />,
  good: <CircleCheck aria-hidden size={16} className="text-met" />,
};

/** What there is to say about a request before it is sent. The person takes it over, or not. */
export function LookedOverCards({ looked, host }: { readonly looked: LookedOver; readonly host: string | null }) {
  const t = useT("composer");
  return (
    <div id="looked" tabIndex={-1} className="flex flex-col gap-4 outline-none">
      <Card title={t("remarks")}>
        {looked.remarks.length === 0 ? <p>{t("remarks.none")}</p> : <Remarks remarks={looked.remarks} />}
      </Card>
      {looked.suggestion ? <Suggestion suggestion={looked.suggestion} /> : null}
      {host ? <Outside outside={looked.outside} host={host} /> : null}
      {looked.past ? <Past past={looked.past} /> : null}
    </div>
  );
}

function Remarks({ remarks }: { readonly remarks: readonly SpokenRemark[] }) {
  const t = useT("composer");
  const groups = (["missing", "better", "good"] as const).flatMap((weight) => {
    const of = remarks.filter((remark) => remark.weight === weight);
    return of.length === 0 ? [] : [{ weight, of }];
  });
  return (
    <div className="flex flex-col gap-3">
      {groups.map(({ weight, of }) => (
        <div key={weight}>
          <h3 className="mb-1 flex items-center gap-1.5 text-sm font-medium text-muted">
            {ICONS[weight]}
            {t(`weight.${weight}`)}
          </h3>
          <ul className="flex flex-col gap-1.5 pl-[22px]">
            {of.map((remark) => (
              <li key={remark.key} className="text-pretty">
                {remark.text}
              </li>
            ))}
          </ul>
        </div>
      ))}
    </div>
  );
}

function Suggestion({ suggestion }: { readonly suggestion: NonNullable<LookedOver["suggestion"]> }) {
  const t = useT("composer");
  return (
    <Card title={t("suggestion")}>
      <p className="text-sm text-pretty text-muted">{t("suggestion.explain")}</p>
      <p className="mt-2 font-medium break-words">{suggestion.title}</p>
      <p className="mt-1 break-words whitespace-pre-line">{suggestion.text}</p>
      <input type="hidden" form={FORM} name="takenTitle" value={suggestion.title} />
      <input type="hidden" form={FORM} name="takenText" value={suggestion.text} />
      <Button form={FORM} name="intent" value="take" size="small" className="mt-3">
        {t("take")}
      </Button>
    </Card>
  );
}

/** Asking the service outside: what would be sent, then what came back, as plain text. */
function Outside({ outside, host }: { readonly outside: OutsideStep | null; readonly host: string }) {
  const t = useT("composer");
  if (outside === null || outside.step === "fault")
    return (
      <div className="flex flex-col gap-2">
        {outside ? <Notice tone="warning">{t(`fault.${outside.code}` as Key<"composer">, outside.facts)}</Notice> : null}
        <p className="text-sm text-pretty text-muted">{t("outside.explain", { host })}</p>
        <Button form={FORM} name="intent" value="outside_show" size="small" icon={<ArrowUpRight aria-hidden size={14} />} className="self-start">
          {t("outside.show")}
        </Button>
      </div>
    );
  if (outside.step === "preview")
    return (
      <Card title={t("outside.preview", { host })}>
        <p className="text-sm text-pretty text-muted">{t("outside.preview.explain")}</p>
        <pre tabIndex={0} aria-label={t("outside.preview", { host })} className="mt-2 max-h-80 overflow-auto rounded-md bg-sunken p-3 text-sm break-words whitespace-pre-wrap">{outside.body}</pre>
        <input type="hidden" form={FORM} name="shownHash" value={outside.hash} />
        <Button form={FORM} name="intent" value="outside_send" size="small" icon={<ArrowUpRight aria-hidden size={14} />} className="mt-3">
          {t("outside.send", { host })}
        </Button>
      </Card>
    );
  return (
    <Card title={t("outside.answer", { host })}>
      <p className="text-sm text-pretty text-muted">{t("outside.answer.explain")}</p>
      <p className="mt-2 break-words whitespace-pre-line">
        {outside.diff === null
          ? outside.text
          : outside.diff.map((part, index) =>
              part.kind === "same" ? (
                <span key={index}>{part.text}</span>
              ) : part.kind === "gone" ? (
                <del key={index} className="text-breach">
                  <span className="sr-only">{t("outside.gone")}: </span>
                  {part.text}
                </del>
              ) : (
                <ins key={index} className="bg-met-soft no-underline">
                  <span className="sr-only">{t("outside.new")}: </span>
                  {part.text}
                </ins>
              )
            )}
      </p>
      <input type="hidden" form={FORM} name="outsideText" value={outside.text} />
      <Button form={FORM} name="intent" value="take_outside" size="small" className="mt-3">
        {t("take")}
      </Button>
    </Card>
  );
}

function Past({ past }: { readonly past: NonNullable<LookedOver["past"]> }) {
  const t = useT("composer");
  return (
    <Card title={t("past")}>
      {past.sentences.map((sentence) => (
        <p key={sentence} className="text-pretty">
          {sentence}
        </p>
      ))}
      <ul className="mt-2 flex flex-col gap-1">
        {past.causes.map((cause) => (
          <li key={cause.to} className="flex items-baseline justify-between gap-3">
            <Link to={cause.to} className="door">
              {cause.name}
            </Link>
            <span className="figures">{cause.count}</span>
          </li>
        ))}
      </ul>
      <p className="mt-2 text-sm">
        <Link to={past.to} className="font-medium text-accent hover:underline">
          {t("past.all")}
        </Link>
      </p>
    </Card>
  );
}
