import { Link } from "@remix-run/react";
import { FileText } from "lucide-react";
import { Card, Facts } from "#app/components/card.tsx";
import { classNames } from "#app/components/class-names.ts";
import { KeptFigure } from "#app/components/kept-figure.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Sparkline } from "#app/components/sparkline.tsx";
import { StateChip } from "#app/components/state-chip.tsx";
import { Time } from "#app/components/time.tsx";
import { formatDay, formatDayShort, formatPeriod } from "#app/format/date.ts";
import { formatDecimal } from "#app/format/number.ts";
import { formatPercentBpShort } from "#app/format/percent.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import type { AgreementPage } from "./read.server.ts";

/** A negotiation that is going on, and whose move it is. */
export function Negotiations({ page }: { readonly page: AgreementPage }) {
  const t = useT("negotiation");
  const words = useT("reorganisation");
  const locale = useLocale();
  if (page.runsOnIn.length > 0)
    return (
      <Notice>
        {words("runsOn.next")}{" "}
        {page.runsOnIn.map((row) => <Link key={row.id} to={`/agreements/${row.id}`} className="door mr-2">{`${row.code}: ${row.provider}${row.client ? ` → ${row.client}` : ""}`}</Link>)}
      </Notice>
    );
  const runsOn = page.runsOnFrom ? (
    <Notice tone="warning" action={<Link to={`/agreements/${page.runsOnFrom.id}`} className="door">{words("runsOn.former")}</Link>}>{words("runsOn", { code: page.runsOnFrom.code, department: page.runsOnFrom.department })}</Notice>
  ) : null;
  if (page.open.length === 0 && page.isInForce) return runsOn;
  const other = page.sides[0] === "provider" ? page.client.name : page.provider.name;
  return (
    <>
      {runsOn}
      <Notice tone={page.isInForce ? "info" : "warning"}>
        {page.isInForce ? null : <p className="font-medium">{page.state === "agreed" ? t("notYetInForce", { date: formatDay(page.shown.from, locale) }) : t("notInForce")}</p>}
        {page.open.map((version) => (
          <p key={version.number}>
            <Link to={`/agreements/${page.id}/versions/${version.number}`} className="font-medium text-accent hover:underline">{t("version", { number: version.number })}</Link>{" · "}
            {version.state === "draft" ? t("say.draft") : t(version.isMine ? "say.theirs" : page.sides.length > 0 ? "say.yours" : "say.others", {
              other, drafter: page[version.drafter].name, answering: page[version.drafter === "provider" ? "client" : "provider"].name, date: version.answerBy ? formatDay(version.answerBy, locale) : "",
            })}
          </p>
        ))}
      </Notice>
    </>
  );
}

/** Each promise as its sentence, with how it was kept, and a door to the deliveries. */
export function Obligations({ id, shown, months }: { readonly id: string; readonly shown: AgreementPage["shown"]; readonly months: readonly string[] }) {
  const t = useT("agreements");
  const planned = useT("planned");
  const locale = useLocale();
  return (
    <Card
      title={t("obligations")}
      aside={
        <>
          {shown.obligations.some((row) => row.kind === "frequency") ? (
            <Link to={`/work/planned?agreement=${encodeURIComponent(id)}`} className="text-accent hover:underline">
              {planned("link")}
            </Link>
          ) : null}
          <span>{t("versionNumber", { number: shown.number })}</span>
          <StateChip state={shown.state} size="small" />
        </>
      }
      flush
    >
      {shown.purpose ? <p className="border-b border-line px-4 py-3 text-muted">{shown.purpose}</p> : null}
      <ul className="divide-y divide-line">
        {shown.obligations.map((row) => (
          <li key={row.key} id={row.key} className="grid gap-x-6 gap-y-2 px-4 py-3 md:grid-cols-[minmax(0,1fr)_auto]">
            <div className="min-w-0">
              <p className="text-pretty">{row.sentence}</p>
              <p className="mt-1 flex flex-wrap gap-x-3 text-sm text-muted">
                <ObligationTags row={row} />
              </p>
              <details className="mt-1 text-sm text-muted">
                <summary className="opens cursor-pointer select-none hover:text-ink">{t("conditions")}</summary>
                <ul className="mt-1 list-disc space-y-0.5 pl-5">
                  {row.conditions.map((condition) => (
                    <li key={condition}>{condition}</li>
                  ))}
                </ul>
              </details>
            </div>
            <div className="flex items-center gap-3 md:flex-col md:items-end md:gap-1">
              <KeptFigure kept={row.kept} to={`/work?obligation=${encodeURIComponent(row.key)}`} />
              <Sparkline values={row.monthly} target={row.targetBp ?? undefined} width={128} label={sparkLabel(row, months)} />
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );

  function sparkLabel(row: AgreementPage["shown"]["obligations"][number], all: readonly string[]): string {
    const values = all.flatMap((month, index) => {
      const bp = row.monthly[index];
      return bp === null || bp === undefined ? [] : [`${formatPeriod(month, locale)} ${formatPercentBpShort(bp, locale)}`];
    });
    return `${t("sparkline")}: ${values.join(", ") || t("kept.nothingDue")}`;
  }
}

function ObligationTags({ row }: { readonly row: AgreementPage["shown"]["obligations"][number] }) {
  const t = useT("agreements");
  const common = useT("common");
  const locale = useLocale();
  return (
    <>
      <span>{common(`kind.${row.kind}`)}</span>
      <span className={classNames(row.mode !== "paid" && "font-medium text-run")}>{common(`mode.${row.mode}`)}</span>
      <span>
        {common("weight")} {formatDecimal(row.weight, locale)}
      </span>
      {row.team ? <span>{t("team", { team: row.team })}</span> : null}
      <Link to={`/catalogue/${row.productId}`} className="hover:text-ink hover:underline">
        {t("inCatalogue")}
      </Link>
    </>
  );
}

/** The versions, newest first; a press shows that text, compared with the one before. */
export function Versions({ id, versions, shown }: { readonly id: string; readonly versions: AgreementPage["versions"]; readonly shown: number }) {
  const t = useT("agreements");
  const locale = useLocale();
  return (
    <Card title={t("versions")} flush>
      <ul className="divide-y divide-line">
        {versions.map((version) => (
          <li key={version.number}>
            <Link
              to={["draft", "proposed", "countered", "rejected"].includes(version.state) ? `/agreements/${id}/versions/${version.number}` : `?version=${version.number}`}
              preventScrollReset
              aria-current={version.number === shown ? "true" : undefined}
              className={classNames("flex items-center justify-between gap-2 px-4 py-2 hover:bg-hover", version.number === shown && "bg-accent-soft")}
            >
              <span className="min-w-0">
                <span className="block font-medium">{t("versionNumber", { number: version.number })}</span>
                <span className="figures block text-sm text-muted">
                  {formatDayShort(version.from, locale)} – {version.to ? formatDayShort(version.to, locale) : t("openEnd")}
                </span>
              </span>
              <StateChip state={version.state} size="small" />
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** Who signed, or why nobody had to. */
export function Signatures({ shown, zone }: { readonly shown: AgreementPage["shown"]; readonly zone: string }) {
  const t = useT("agreements");
  const library = useT("library");
  const common = useT("common");
  const signed = (by: { readonly name: string; readonly personId: string | null; readonly at: number } | null) =>
    by ? (
      <>
        {by.personId ? <Link to={`/people/${by.personId}`} className="door">{by.name}</Link> : by.name}
        <span className="block text-sm text-muted"><Time at={by.at} zone={zone} /></span>
      </>
    ) : (
      <span className="text-faint">{t("unsigned")}</span>
    );
  return (
    <Card title={t("signatures")}>
      {shown.isImported ? (
        <Notice>{t("imported")}</Notice>
      ) : (
        <Facts rows={[{ name: common("provider"), value: signed(shown.provider) }, { name: common("client"), value: signed(shown.client) }]} />
      )}
      <p className="mt-3 flex items-center gap-1.5 text-sm text-faint" title={shown.contentHash}>
        <FileText aria-hidden size={13} />
        {t("textHash", { hash: shown.contentHash.slice(0, 12) })}
      </p>
      {shown.standardTermsId ? (
        <Link to={`/agreements/standard/${shown.standardTermsId}`} className="mt-1 inline-block py-1 text-sm text-accent hover:underline">
          {library("standard.title")}
        </Link>
      ) : null}
    </Card>
  );
}

/** What the client owes so that the provider can deliver. */
export function Inputs({ inputs }: { readonly inputs: AgreementPage["shown"]["inputs"] }) {
  const t = useT("agreements");
  return (
    <Card title={t("inputs")}>
      {inputs.length === 0 ? <p className="text-muted">{t("inputs.none")}</p> : null}
      <ul className="space-y-2">
        {inputs.map((input) => (
          <li key={input.key}>
            {input.name}
            <span className="block text-sm text-muted">{[input.product, input.due, input.completeness].filter(Boolean).join(" · ")}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** Both sides with their heads and working calendars. */
export function Parties({ page }: { readonly page: Pick<AgreementPage, "id" | "provider" | "client" | "contacts" | "maySetContacts"> }) {
  const t = useT("agreements");
  const common = useT("common");
  return (
    <Card title={t("parties")}>
      <Facts
        rows={[
          { name: common("provider"), value: <Side side={page.provider} to={`/departments/${page.provider.id}`} /> },
          { name: common("client"), value: <Side side={page.client} to={page.client.kind === "department" ? `/departments/${page.client.id}` : null} /> },
          ...(page.contacts.length > 0 || page.maySetContacts
            ? [
                {
                  name: t("contacts"),
                  value: (
                    <>
                      {page.contacts.map((contact) => <Link key={contact.personId} to={`/people/${contact.personId}`} className="door mr-2">{contact.name}</Link>)}
                      {page.maySetContacts ? <Link to={`/agreements/${page.id}/contacts`} className="door inline-block min-h-6 text-sm">{t("contacts.set")}</Link> : null}
                    </>
                  ),
                },
              ]
            : []),
        ]}
      />
    </Card>
  );
}

function Side({ side, to }: { readonly side: AgreementPage["provider"] | AgreementPage["client"]; readonly to: string | null }) {
  return (
    <>
      {to ? <Link to={to} className="door inline-block min-h-6">{side.name}</Link> : side.name}
      {side.heads.map((head) => (
        <Link key={head.personId} to={`/people/${head.personId}`} className="block py-1 text-sm text-muted hover:underline">
          {head.name}
        </Link>
      ))}
      {side.calendar ? (
        <Link to={`/calendars/${side.calendar.id}`} className="block py-1 text-sm text-muted hover:underline">
          {side.calendar.name}
        </Link>
      ) : null}
    </>
  );
}
