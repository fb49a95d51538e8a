/** What a list of runs can be narrowed to. */
export const RUN_STATES = ["waiting", "running", "done", "failed", "stopped"] as const;
export type RunState = (typeof RUN_STATES)[number];

/** Days that are looked back. */
export const RUN_SPANS = ["1", "7", "30"] as const;
