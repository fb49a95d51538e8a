import { Form } from "@remix-run/react";
import { Button } from "#app/components/button.tsx";
import { Card } from "#app/components/card.tsx";
import { Notice } from "#app/components/notice.tsx";
import { formatInstantExact } from "#app/format/instant.ts";
import type { Key } from "#app/i18n/catalogue.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import { Labelled, Part, SELECT_LOOK, TEXT_LOOK } from "./fields.tsx";
import type { PageData } from "./view.tsx";

const ENCODINGS = ["utf-8", "windows-1251", "utf-16le", "utf-16be", "windows-1252", "koi8-r", "ibm866"];
const COMMON_FORMATS = ["iso", "dd.MM.yyyy[ H:mm[:ss]]", "d/M/yyyy[ H:mm[:ss]]", "M/d/yyyy[ H:mm[:ss]]", "d/MMM/yy[ h:mm[:ss] a]", "M/d/yyyy[ h:mm[:ss] a]", "unix", "unix_ms"];
const COMMON_ZONES = ["UTC", "Europe/Kaliningrad", "Europe/Moscow", "Europe/Samara", "Asia/Yekaterinburg", "Asia/Omsk", "Asia/Novosibirsk", "Asia/Krasnoyarsk", "Asia/Irkutsk", "Asia/Yakutsk", "Asia/Vladivostok", "Europe/London", "Europe/Berlin", "Asia/Almaty"];

/** The first rows as the file holds them. */
export function Preview({ data }: { readonly data: PageData }) {
  const t = useT("intake");
  return (
    <Card title={t("map.preview")} aside={<Reading data={data} />} flush>
      <div className="table-box" tabIndex={0} role="region" aria-label={t("map.preview")}>
        <table className="data-table compact">
          <thead>
            <tr>
              <th scope="col" className="end">
                {t("aside.line")}
              </th>
              {data.columns.map((column) => (
                <th scope="col" key={column.name} className="whitespace-nowrap">
                  {column.name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {data.preview.map((row) => (
              <tr key={row.line}>
                <td className="end figures text-muted">{row.line}</td>
                {row.cells.map((cell, index) => (
                  <td key={index} className="max-w-64 truncate whitespace-nowrap">
                    {cell}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
}

function Reading({ data }: { readonly data: PageData }) {
  const t = useT("intake");
  const { facts } = data;
  const delimiter = (value: string) => ({ ",": t("delimiter.comma"), ";": t("delimiter.semicolon"), "\t": t("delimiter.tab"), "|": t("delimiter.bar") })[value] ?? t("delimiter.other", { value });
  return <span>{facts.kind === "workbook" ? t("map.reading.book", { sheet: facts.sheet, heading: facts.heading }) : t("map.reading.text", { encoding: facts.encoding.toUpperCase(), delimiter: delimiter(facts.delimiter), heading: facts.heading })}</span>;
}

/** Begin with a saved mapping or an example instead of what the columns say. */
export function StartFrom({ data, busy }: { readonly data: PageData; readonly busy: boolean }) {
  const t = useT("intake");
  const known = data.saved.find((one) => one.source === data.draft.source);
  return (
    <div className="flex flex-col gap-2">
      {known ? <Notice>{t("map.known", { source: known.source })}</Notice> : null}
      <Form method="post" className="flex flex-wrap items-end gap-2">
        <input type="hidden" name="intent" value="start" />
        <div className="min-w-56">
          <Labelled label={t("map.start")}>
            {(id) => (
              <select id={id} name="start" defaultValue="guess" className={SELECT_LOOK}>
                <option value="guess">{t("map.start.guess")}</option>
                {data.saved.length > 0 ? (
                  <optgroup label={t("map.start.savedGroup")}>
                    {data.saved.map((one) => (
                      <option key={one.source} value={`saved:${one.source}`}>
                        {t("map.start.saved", { source: one.name, version: one.version })}
                      </option>
                    ))}
                  </optgroup>
                ) : null}
                <optgroup label={t("map.start.exampleGroup")}>
                  {data.examples.map((one) => (
                    <option key={one.key} value={`example:${one.key}`}>
                      {one.about}
                    </option>
                  ))}
                </optgroup>
              </select>
            )}
          </Labelled>
        </div>
        <Button disabled={busy}>{t("map.start.use")}</Button>
      </Form>
    </div>
  );
}

/** How dates are written, with texts of the file read back. */
export function DateParts({ data, faultOf }: { readonly data: PageData; readonly faultOf: (field: string) => string | undefined }) {
  const t = useT("intake");
  const locale = useLocale();
  const { format, zone } = data.draft.dates;
  const formats = [...new Set([format, ...data.formats, ...COMMON_FORMATS])].filter((one) => one !== "");
  const zones = [...new Set([zone, data.zone, ...COMMON_ZONES])];
  const name = (one: string) => (["iso", "unix", "unix_ms"].includes(one) ? t(`format.${one}` as Key<"intake">) : one.replaceAll("[", "").replaceAll("]", ""));
  const say = (instant: number) => formatInstantExact(instant, data.zone, locale);
  return (
    <Part title={t("map.format")}>
      <div className="grid gap-x-4 gap-y-3 sm:grid-cols-3">
        <Labelled label={t("map.format")} fault={faultOf("format")}>
          {(id) => (
            <select id={id} name="format" defaultValue={format} className={SELECT_LOOK}>
              {formats.map((one) => (
                <option key={one} value={one}>
                  {name(one)}
                </option>
              ))}
              <option value="own">{t("format.own")}</option>
            </select>
          )}
        </Labelled>
        <Labelled label={t("map.zone")} hint={undefined} fault={faultOf("zone")}>
          {(id) => (
            <>
              <input id={id} name="zone" list="zones" defaultValue={zone} className={TEXT_LOOK} />
              <datalist id="zones">
                {zones.map((one) => (
                  <option key={one} value={one} />
                ))}
              </datalist>
              <p className="text-sm text-muted">{t("map.zone.hint")}</p>
            </>
          )}
        </Labelled>
        <Labelled label={t("map.ownFormat")}>
          {(id) => (
            <>
              <input id={id} name="format.own" maxLength={60} placeholder="dd.MM.yyyy[ H:mm]" className={TEXT_LOOK} />
              <p className="text-sm text-muted">{t("map.ownFormat.hint")}</p>
            </>
          )}
        </Labelled>
      </div>
      {data.dates.length === 0 ? (
        <p className="text-sm text-muted">{t("map.noDates")}</p>
      ) : (
        <ul className="grid gap-x-6 gap-y-1 text-sm md:grid-cols-2">
          {data.dates.map((one) => (
            <li key={`${one.column} ${one.text}`} className="min-w-0 break-words">
              <span className="text-muted">{one.column}: </span>
              <code className="font-mono">{one.text}</code> → {one.instant === null ? <span className="text-breach">{t("map.notRead")}</span> : <span className="figures">{say(one.instant)}</span>}
            </li>
          ))}
        </ul>
      )}
      {data.twin && data.twin.instant !== null ? <Notice tone="warning">{t("map.twin", { sample: data.twin.sample, day: say(data.twin.instant), twin: name(data.twin.format) })}</Notice> : null}
    </Part>
  );
}

/** Words for nothing, and a column that holds several things. */
export function SplitPart({ data }: { readonly data: PageData }) {
  const t = useT("intake");
  const { draft } = data;
  return (
    <>
      <Part title={t("map.missing")} hint={t("map.missing.hint")}>
        <div className="flex flex-wrap items-center gap-x-5 gap-y-2">
          {data.emptyWords.map((word) => (
            <label key={word} className="flex items-center gap-2">
              <input type="checkbox" name="missing" value={word} defaultChecked={draft.missing.includes(word)} className="size-4 accent-fill" />
              <code className="font-mono">{word}</code>
            </label>
          ))}
          <label className="flex items-center gap-2 text-sm">
            {t("map.missing.more")}
            <input name="missing.more" maxLength={200} className={`${TEXT_LOOK} w-48`} />
          </label>
        </div>
      </Part>
      <Part title={t("map.split")} hint={t("map.split.hint")}>
        {draft.split?.map((split, index) => (
          <p key={`${split.column} ${index}`} className="flex flex-wrap items-center gap-2">
            {t("map.split.done", { column: split.column, separator: split.separator, names: split.into.join(", ") })}
            <Button name="intent" value={`undo:${index}`} size="small" tone="quiet">
              {t("map.split.undo")}
            </Button>
          </p>
        ))}
        {data.split ? <Notice>{t("map.split.offer", { column: data.split.column, separator: data.split.separator, parts: data.split.parts })}</Notice> : null}
        <div className="grid gap-x-4 gap-y-3 sm:grid-cols-[1fr_10rem_1fr_auto] sm:items-end">
          <Labelled label={t("map.split.column")}>
            {(id) => (
              <select id={id} name="cut.column" defaultValue="" className={SELECT_LOOK}>
                <option value="">{t("map.none")}</option>
                {data.fileColumns.map((name) => (
                  <option key={name} value={name}>
                    {name}
                  </option>
                ))}
              </select>
            )}
          </Labelled>
          <Labelled label={t("map.split.separator")}>{(id) => <input id={id} name="cut.separator" maxLength={10} defaultValue={data.split?.separator ?? ""} className={TEXT_LOOK} />}</Labelled>
          <Labelled label={t("map.split.names")}>{(id) => <input id={id} name="cut.names" maxLength={300} className={TEXT_LOOK} />}</Labelled>
          <Button name="intent" value="save">
            {t("map.split.add")}
          </Button>
        </div>
      </Part>
    </>
  );
}

/** What the reader found out by itself, to be put right where it was wrong. */
export function ReadingParts({ data }: { readonly data: PageData }) {
  const t = useT("intake");
  const { facts, draft } = data;
  const found = (value: string | number) => t("map.found", { value });
  return (
    <details className="border-t border-line pt-4">
      <summary className="cursor-pointer font-semibold">{t("map.reading")}</summary>
      <div className="mt-3 grid gap-x-4 gap-y-3 sm:grid-cols-3">
        {facts.kind === "workbook" ? (
          <Labelled label={t("map.sheet")}>
            {(id) => (
              <select id={id} name="csv.sheet" defaultValue={draft.csv.sheet ?? ""} className={SELECT_LOOK}>
                <option value="">{found(facts.sheet)}</option>
                {facts.sheets.map((name) => (
                  <option key={name} value={name}>
                    {name}
                  </option>
                ))}
              </select>
            )}
          </Labelled>
        ) : (
          <>
            <Labelled label={t("map.encoding")}>
              {(id) => (
                <select id={id} name="csv.encoding" defaultValue={draft.csv.encoding ?? ""} className={SELECT_LOOK}>
                  <option value="">{found(facts.encoding)}</option>
                  {ENCODINGS.map((name) => (
                    <option key={name} value={name}>
                      {name}
                    </option>
                  ))}
                </select>
              )}
            </Labelled>
            <Labelled label={t("map.delimiter")}>
              {(id) => (
                <select id={id} name="csv.delimiter" defaultValue={draft.csv.delimiter === "\t" ? "tab" : (draft.csv.delimiter ?? "")} className={SELECT_LOOK}>
                  <option value="">{found(facts.delimiter === "\t" ? t("delimiter.tab") : facts.delimiter)}</option>
                  <option value=",">{t("delimiter.comma")}</option>
                  <option value=";">{t("delimiter.semicolon")}</option>
                  <option value="tab">{t("delimiter.tab")}</option>
                  <option value="|">{t("delimiter.bar")}</option>
                  {["^", "~", ":"].map((value) => (
                    <option key={value} value={value}>
                      {t("delimiter.other", { value })}
                    </option>
                  ))}
                </select>
              )}
            </Labelled>
          </>
        )}
        <Labelled label={t("map.heading")}>{(id) => <input id={id} name="csv.heading" inputMode="numeric" defaultValue={draft.csv.heading ?? ""} placeholder={found(facts.heading)} className={TEXT_LOOK} />}</Labelled>
      </div>
    </details>
  );
}
