import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";
import { InfoTip } from "./info-tip.tsx";

/** A number that opens to what it is made of (ui.md, principle 2). Without `to` it is a plain figure. */
export function Figure({
  to,
  label,
  className,
  children,
}: {
  readonly to?: string | undefined;
  /** What the number is, where the words around don't say it. */
  readonly label?: string;
  readonly className?: string;
  readonly children: ReactNode;
}) {
  if (!to) return <span className={classNames("figures", className)}>{children}</span>;
  return (
    <Link to={to} className={classNames("figures door", className)}>
      {label ? <span className="sr-only">{label}: </span> : null}
      {children}
    </Link>
  );
}

/** A figure with its name above and a remark below: what stands in a row at the head of a page. */
export function Stat({
  name,
  explain,
  to,
  remark,
  children,
}: {
  readonly name: string;
  /** One line for the ⓘ beside the name. */
  readonly explain?: string;
  readonly to?: string;
  readonly remark?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <div className="flex min-w-0 flex-col gap-0.5">
      <div className="flex items-center gap-1 text-sm text-muted">
        {name}
        {explain ? <InfoTip text={explain} /> : null}
      </div>
      <Figure to={to} className="text-xl font-semibold tracking-tight">
        {children}
      </Figure>
      {remark ? <div className="text-sm text-faint">{remark}</div> : null}
    </div>
  );
}

/** Stats side by side, two in a row on a narrow screen, divided by hairlines. */
export function StatRow({ children }: { readonly children: ReactNode }) {
  return (
    <div className="keep-together grid grid-cols-2 gap-x-6 gap-y-4 rounded-lg border border-line p-4 sm:flex sm:flex-wrap sm:gap-x-10">
      {children}
    </div>
  );
}
