/** The two arcs of the portal's sign: two sides that face each other. */
export function Logo({ size = 24 }: { readonly size?: number }) {
  return (
    <svg aria-hidden width={size} height={size} viewBox="0 0 32 32" className="shrink-0">
      <rect width="32" height="32" rx="7" className="fill-fill" />
      <g fill="none" strokeWidth="3" className="stroke-on-fill">
        <path d="M18.6 21.5a7 7 0 1 1 0-11" />
        <path d="M13.4 10.5a7 7 0 1 1 0 11" strokeOpacity=".62" />
      </g>
    </svg>
  );
}
