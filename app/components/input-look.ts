/** Look of every field of one line or more; also used by fields outside of forms. */
export const INPUT_LOOK =
  "rounded-md border border-field bg-raised text-ink placeholder:text-faint " +
  "hover:border-muted focus:border-accent focus:outline-2 focus:-outline-offset-1 focus:outline-accent " +
  "aria-invalid:border-breach disabled:opacity-60";
