/** What a client says by itself, at any time: a claim asks for something to be made good (design.md section 6). */
export const VOICE_KINDS = ["complaint", "claim", "question", "wish", "thanks"] as const;
export type VoiceKind = (typeof VOICE_KINDS)[number];

export const VOICE_STATES = ["open", "answered", "reopened", "closed"] as const;
export type VoiceState = (typeof VOICE_STATES)[number];

/** States in which the provider owes a reply. */
export const WAITING_VOICE_STATES = ["open", "reopened"] as const;

export const isVoiceKind = (text: string): text is VoiceKind => (VOICE_KINDS as readonly string[]).includes(text);

/** What can become an improvement case: something went wrong. */
export const mayBecomeCase = (kind: VoiceKind): boolean => kind === "complaint" || kind === "claim";
