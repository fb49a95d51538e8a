import { Plus } from "lucide-react";
import { Button } from "#app/components/button.tsx";
import { Card } from "#app/components/card.tsx";
import { TypedSelect, TypedText } from "#app/components/typed-field.tsx";
import type { TypedForm } from "#app/components/typed-form.ts";
import { nameIn } from "#app/domain/names.ts";
import { GATE_ACTIONS } from "#app/domain/pay/gates.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import type { GateLine } from "#app/operations/gate-lines.server.ts";
import { MOST_ROWS, rowCount } from "./rows.ts";

const TYPES = ["lowest_client", "line_floor"] as const;

/** The gates in their order. What a gate of the chosen kind does not need is not seen. */
export function GateFields({ form, lines }: { readonly form: TypedForm; readonly lines: readonly GateLine[] }) {
  const t = useT("plans");
  const locale = useLocale();
  const count = rowCount(form.values, "gates");
  const lineChoices = lines.map((line) => ({ value: line.key, label: `${nameIn(line.provider, locale)}: ${nameIn(line.name, locale)}` }));
  return (
    <Card title={t("gates")}>
      <p className="mb-3 text-sm text-muted">{count === 0 ? t("gates.none") : t("gates.hint")}</p>
      <div className="flex flex-col gap-4">
        {Array.from({ length: count }, (_, i) => {
          const name = (part: string) => `gates.${i}.${part}`;
          return (
            <fieldset key={i} data-list="gates" className="group/gate min-w-0 rounded-md border border-line p-3">
              <legend className="px-1 text-sm font-medium">{t("gate.number", { number: i + 1 })}</legend>
              <div className="grid items-end gap-4 sm:grid-cols-2 lg:grid-cols-4">
                <TypedSelect form={form} name={name("type")} label={t("gate.type")} choices={TYPES.map((value) => ({ value, label: t(`gate.type.${value}`) }))} />
                <div className="hidden group-has-[option[value^=lowest]:checked]/gate:contents">
                  <TypedText form={form} name={name("threshold")} label={t("gate.threshold")} inputMode="decimal" className="figures" />
                  <TypedText form={form} name={name("minDue")} label={t("gate.minDue")} inputMode="numeric" className="figures" />
                </div>
                <div className="hidden group-has-[option[value^=line]:checked]/gate:contents">
                  <TypedSelect form={form} name={name("line")} label={t("gate.line")} placeholder="" choices={lineChoices} />
                </div>
                <TypedSelect form={form} name={name("action")} label={t("gate.action")} choices={GATE_ACTIONS.map((value) => ({ value, label: t(`gate.action.${value}`) }))} />
                <div className="hidden group-has-[option[value=cap]:checked]/gate:contents">
                  <TypedText form={form} name={name("cap")} label={t("gate.cap")} inputMode="decimal" className="figures" />
                </div>
              </div>
              <Button tone="quiet" size="small" name="intent" value={`remove:gates:${i}`} aria-label={`${t("row.remove.short")}: ${t("gate.number", { number: i + 1 })}`} className="mt-2 -ml-2.5">
                {t("row.remove.short")}
              </Button>
            </fieldset>
          );
        })}
        {count < MOST_ROWS ? (
          <div>
            <Button size="small" name="intent" value="add:gates" icon={<Plus aria-hidden size={14} />}>
              {t("row.add.gates")}
            </Button>
          </div>
        ) : null}
      </div>
    </Card>
  );
}
