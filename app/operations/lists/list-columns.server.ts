import { nameIn, type Locale } from "#app/domain/names.ts";
import { formatInstant } from "#app/format/instant.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import type { WorkRow } from "#db/queries/work-list.server.ts";
import type { NamedCase } from "./case-list.server.ts";

/** A column of a list as a file or a mail has it. */
export interface ListColumn<Row> {
  readonly header: string;
  readonly value: (row: Row) => string | number | null;
  /** Has a place in the few columns of a mail. */
  readonly isShort?: true;
}

/** The columns of the list of tasks. Instants are written in the reader's zone. */
export function workColumns(locale: Locale, zone: string): readonly ListColumn<WorkRow>[] {
  const [t, common, states] = [translateIn(locale, "work"), translateIn(locale, "common"), translateIn(locale, "states")];
  const when = (at: number | null) => (at === null ? null : formatInstant(at, zone, locale));
  return [
    { header: t("number"), value: (row) => row.externalId, isShort: true },
    { header: t("task"), value: (row) => row.title, isShort: true },
    { header: common("product.one"), value: (row) => nameIn(row.product, locale) },
    { header: common("provider"), value: (row) => nameIn(row.provider, locale), isShort: true },
    { header: common("client"), value: (row) => nameIn(row.client, locale), isShort: true },
    { header: t("requested"), value: (row) => when(row.requestedAt) },
    { header: t("due"), value: (row) => when(row.dueAt), isShort: true },
    { header: t("delivered"), value: (row) => when(row.deliveredAt) },
    { header: t("state"), value: (row) => (row.state ? states(row.state) : null), isShort: true },
    { header: t("outcome"), value: (row) => (row.standing ? states(row.standing) : row.outcome ? states(row.outcome) : row.agreementId ? states("pending") : states("no_agreement")), isShort: true },
  ];
}

/** The columns of the list of cases. */
export function caseColumns(locale: Locale, zone: string): readonly ListColumn<NamedCase>[] {
  const [t, common] = [translateIn(locale, "improvement"), translateIn(locale, "common")];
  return [
    { header: t("problem"), value: (row) => row.problem, isShort: true },
    { header: common("provider"), value: (row) => row.provider, isShort: true },
    { header: common("client"), value: (row) => row.client, isShort: true },
    { header: t("origin"), value: (row) => t(`origin.${row.origin}`) },
    { header: t("opened"), value: (row) => formatInstant(row.createdAt, zone, locale) },
    { header: t("category"), value: (row) => (row.category ? t(`category.${row.category}`) : null) },
    { header: t("action"), value: (row) => row.action },
    { header: t("owner"), value: (row) => row.owner, isShort: true },
    { header: t("due"), value: (row) => row.dueOn, isShort: true },
    { header: t("clock"), value: (row) => (row.clock ? t(`clock.${row.clock.clock}`) : null) },
    { header: t("clocks"), value: (row) => (row.clock ? t(`clock.word.${row.clock.state}`) : null) },
    { header: t("state"), value: (row) => t(`state.${row.state}`), isShort: true },
  ];
}
