import { LINK_STATES, type LinkState } from "#app/domain/map/service-link.ts";
import { useT } from "#app/i18n/use-t.ts";
import { LINK_LOOKS, UNMEASURED_LOOK } from "./link-look.ts";

/** What colour, dash, mark and thickness of a link mean. */
export function LinkLegend() {
  const t = useT("map");
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-sm text-muted" aria-label={t("legend.graph")}>
      {LINK_STATES.map((state) => (
        <li key={state} className="flex items-center gap-1.5">
          <LinkSwatch state={state} />
          {t(`state.${state}`)}
        </li>
      ))}
      <li>{t("legend.volume")}</li>
    </ul>
  );
}

/** A piece of a line as the drawing has it; null = a way that nothing is measured on. */
export function LinkSwatch({ state }: { readonly state: LinkState | null }) {
  const look = state === null ? UNMEASURED_LOOK : LINK_LOOKS[state];
  return (
    <svg aria-hidden width="40" height="16" viewBox="0 0 40 16">
      <path d="M0 8H40" fill="none" stroke={look.color} strokeWidth={state === null ? 1.5 : 2.5} strokeDasharray={look.dash ?? undefined} />
      {look.mark ? (
        <>
          <circle cx="20" cy="8" r="7" fill="var(--canvas)" stroke={look.color} strokeWidth="1.2" />
          <text x="20" y="12" textAnchor="middle" fontSize="11" fontWeight="700" fill={look.color}>{look.mark}</text>
        </>
      ) : null}
    </svg>
  );
}
