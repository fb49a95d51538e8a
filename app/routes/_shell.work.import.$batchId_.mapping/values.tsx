import { formatCount } from "#app/format/number.ts";
import type { ActivityRule } from "#app/domain/intake/mapping.ts";
import { INPUT_LOOK } from "#app/components/field.tsx";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import { Labelled, SELECT_LOOK, type Thing } from "./fields.tsx";

export interface ColumnValues {
  readonly column: string;
  readonly many: boolean;
  readonly values: readonly { readonly value: string; readonly rows: number }[];
}

const SMALL = `${INPUT_LOOK} h-8 w-full min-w-0 px-2 text-sm`;
const SMALL_SELECT = `${INPUT_LOOK} h-8 w-full min-w-0 pr-7 pl-2 text-sm`;

/** Meanings that a person chooses from; the others come by their own columns. */
const MEANINGS = ["ignore", "draft", "requested", "acknowledged", "assigned", "paused", "resumed", "input_complete", "delivered", "returned", "accepted", "cancelled"] as const;
const PAUSES = ["client_input", "client_absent", "third_party", "other"] as const;

/** Which of our products or departments each value of a column is. */
export function ReferenceValues({ name, title, values, map, prefix, things, create, mayCreate }: { readonly name: string; readonly title: string; readonly values: ColumnValues; readonly map: Readonly<Record<string, string>>; readonly prefix: string; readonly things: readonly Thing[]; readonly create: boolean; readonly mayCreate: boolean }) {
  const t = useT("intake");
  const locale = useLocale();
  const codes = new Set(things.map((thing) => thing.code));
  return (
    <div key={values.column} className="flex flex-col gap-2">
      <h3 className="font-medium">{title}</h3>
      {values.many ? <p className="text-sm text-muted">{t("map.tooMany", { count: 400 })}</p> : null}
      <div className="table-box max-h-96 rounded-md border border-line">
        <table className="data-table compact">
          <thead>
            <tr>
              <th scope="col">{t("map.value")}</th>
              <th scope="col" className="end">
                {t("rows")}
              </th>
              <th scope="col">{t("map.means")}</th>
            </tr>
          </thead>
          <tbody>
            {values.values.map(({ value, rows }, index) => {
              const asIs = `${prefix}${value}`;
              return (
                <tr key={value}>
                  <td className="break-words">{value}</td>
                  <td className="end figures">{formatCount(rows, locale)}</td>
                  <td>
                    <input type="hidden" name={`m.${name}.${index}.label`} value={value} />
                    <select name={`m.${name}.${index}.code`} defaultValue={map[value] ?? ""} aria-label={`${value}: ${t("map.means")}`} className={SMALL_SELECT}>
                      <option value="">{codes.has(asIs) ? t("map.asCode", { code: asIs }) : create ? t("unknown.create") : t("map.unmapped")}</option>
                      {things.map((thing) => (
                        <option key={thing.code} value={thing.code}>
                          {thing.name}
                        </option>
                      ))}
                      {map[value] !== undefined && !codes.has(map[value]) ? <option value={map[value]}>{map[value]}</option> : null}
                    </select>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      {mayCreate || create ? (
        <div className="max-w-sm">
          <Labelled label={t("map.unknown")}>
            {(id) => (
              <select id={id} name={`${name}.unknown`} defaultValue={create ? "create" : "aside"} className={SELECT_LOOK}>
                <option value="aside">{t("unknown.aside")}</option>
                <option value="create">{t("unknown.create")}</option>
              </select>
            )}
          </Labelled>
        </div>
      ) : null}
    </div>
  );
}

/** What each status or activity means. */
export function WordValues({ values, rules, isLog, other, hiddenRules }: { readonly values: ColumnValues; readonly rules: readonly ActivityRule[]; readonly isLog: boolean; readonly other: "ignore" | "quarantine"; readonly hiddenRules: number }) {
  const t = useT("intake");
  const work = useT("work");
  const locale = useLocale();
  const ruleOf = (value: string) => rules.find((rule) => rule.activity === value) ?? rules.find((rule) => rule.activity.includes("*") && fitsLoosely(rule.activity, value));
  return (
    <div key={values.column} className="flex flex-col gap-2">
      <h3 className="font-medium">{t("map.values", { column: values.column })}</h3>
      <div className="table-box max-h-[32rem] rounded-md border border-line">
        <table className="data-table compact">
          <thead>
            <tr>
              <th scope="col">{t("map.value")}</th>
              <th scope="col" className="end">
                {t("rows")}
              </th>
              <th scope="col">{t("map.means")}</th>
              {isLog ? <th scope="col">{t("map.again")}</th> : null}
              <th scope="col">{t("map.reason")}</th>
            </tr>
          </thead>
          <tbody>
            {values.values.map(({ value, rows }, index) => {
              const rule = ruleOf(value);
              return (
                <tr key={value}>
                  <td className="min-w-32 break-words">{value}</td>
                  <td className="end figures">{formatCount(rows, locale)}</td>
                  <td className="min-w-44">
                    <input type="hidden" name={`r.${index}.activity`} value={value} />
                    <select name={`r.${index}.is`} defaultValue={rule?.is ?? ""} aria-label={`${value}: ${t("map.means")}`} className={SMALL_SELECT}>
                      <option value="">{t("means.default")}</option>
                      {MEANINGS.map((meaning) => (
                        <option key={meaning} value={meaning}>
                          {t(`means.${meaning}`)}
                        </option>
                      ))}
                      {rule && !(MEANINGS as readonly string[]).includes(rule.is) ? <option value={rule.is}>{t(`means.${rule.is}`)}</option> : null}
                    </select>
                  </td>
                  {isLog ? (
                    <td className="min-w-36">
                      <select name={`r.${index}.again`} defaultValue={rule?.again ?? ""} aria-label={`${value}: ${t("map.again")}`} className={SMALL_SELECT}>
                        <option value="">{t("again.same")}</option>
                        {MEANINGS.filter((meaning) => meaning !== "draft").map((meaning) => (
                          <option key={meaning} value={meaning}>
                            {t(`means.${meaning}`)}
                          </option>
                        ))}
                      </select>
                    </td>
                  ) : null}
                  <td className="min-w-36">
                    <input name={`r.${index}.reason`} defaultValue={rule?.is === "paused" ? (rule.reason ?? "") : ""} aria-label={`${value}: ${t("map.reason")}`} list="pause-reasons" maxLength={80} className={SMALL} />
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      <datalist id="pause-reasons">
        {PAUSES.map((reason) => (
          <option key={reason} value={reason}>
            {work(`pause.${reason}`)}
          </option>
        ))}
      </datalist>
      {hiddenRules > 0 ? <p className="text-sm text-muted">{t("map.rulesMore", { count: hiddenRules })}</p> : null}
      <div className="max-w-sm">
        <Labelled label={t("map.other")}>
          {(id) => (
            <select id={id} name="other" defaultValue={other} className={SELECT_LOOK}>
              <option value="quarantine">{t("other.quarantine")}</option>
              <option value="ignore">{t("other.ignore")}</option>
            </select>
          )}
        </Labelled>
      </div>
    </div>
  );
}

/** As the import reads a rule with `*`, for showing what it would do. */
function fitsLoosely(pattern: string, value: string): boolean {
  const [head = "", ...rest] = pattern.split("*");
  return value.startsWith(head) && value.endsWith(rest[rest.length - 1] ?? "");
}
