/** What a file was given with: part of a delivery, of a return, the client's input, an objection or the decision about it. */
export const ATTACHED_TO = ["delivery", "return", "input", "objection", "decision"] as const;
export type AttachedTo = (typeof ATTACHED_TO)[number];
