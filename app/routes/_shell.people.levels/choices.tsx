import { Card } from "#app/components/card.tsx";
import { TypedFormFrame, TypedSubmit } from "#app/components/typed-field.tsx";
import { freshForm, type TypedForm } from "#app/components/typed-form.ts";
import { LEVELS } from "#app/domain/level/client-level.ts";
import { useT } from "#app/i18n/use-t.ts";
import type { LevelsData } from "./read.server.ts";

/** A person after the other, five levels each, with what the levels mean above them. */
export function Choices({ asks, form }: { readonly asks: LevelsData["asks"]; readonly form: TypedForm }) {
  const t = useT("levels");
  return (
    <Card title={t("choose")}>
      <p className="text-pretty text-muted">{t("choose.who")}</p>
      <details className="mt-3" open={asks.some((one) => !one.isAnswered)}>
        <summary className="opens cursor-pointer font-medium">{t("choose.anchors")}</summary>
        <dl className="mt-2 flex flex-col gap-2">
          {LEVELS.map((level) => (
            <div key={level}>
              <dt className="font-medium">{t(`level.${level}`)}</dt>
              <dd className="text-pretty text-muted">{t(`anchor.${level}`)}</dd>
            </div>
          ))}
        </dl>
      </details>
      <ul className="mt-4 divide-y divide-line border-t border-line">
        {asks.map((one) => (
          <li key={one.subjectId} className="py-3">
            {one.isAnswered ? (
              <p>
                <span className="font-medium">{one.name}</span> <span className="text-muted">· {t("choose.saved")}</span>
              </p>
            ) : (
              <Choice ask={one} form={form.values["subjectId"] === one.subjectId ? form : freshForm()} />
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Choice({ ask, form }: { readonly ask: LevelsData["asks"][number]; readonly form: TypedForm }) {
  const t = useT("levels");
  const fault = form.faults[ask.subjectId];
  return (
    <TypedFormFrame form={form} className="gap-2">
      <input type="hidden" name="intent" value="choose" />
      <input type="hidden" name="subjectId" value={ask.subjectId} />
      <fieldset className="min-w-0" aria-describedby={fault ? `${ask.subjectId}-fault` : undefined}>
        <legend className="float-left mb-1 w-full">
          <span className="font-medium">{ask.name}</span> <span className="text-muted">· {t(`choose.${ask.side}`)}</span>
        </legend>
        <div className="clear-left flex flex-wrap gap-x-5 gap-y-1">
          {LEVELS.map((level) => (
            <label key={level} className="flex min-h-8 items-center gap-2">
              <input type="radio" name="level" value={level} aria-invalid={fault ? true : undefined} className="size-4 accent-fill" />
              {t(`level.${level}`)}
            </label>
          ))}
        </div>
        {fault ? (
          <p id={`${ask.subjectId}-fault`} role="alert" className="text-sm text-breach">
            {fault}
          </p>
        ) : null}
      </fieldset>
      <div>
        <TypedSubmit tone="plain" label={`${t("choose.save")}: ${ask.name}`}>{t("choose.save")}</TypedSubmit>
      </div>
    </TypedFormFrame>
  );
}
