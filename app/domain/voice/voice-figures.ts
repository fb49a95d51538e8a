import { VOICE_KINDS, type VoiceKind } from "./voice-kind.ts";

/** The first reply clock of one voice. Instants are epoch ms. */
export interface VoiceTimes {
  readonly kind: VoiceKind;
  /** Null = no reply is owed. */
  readonly firstDueAt: number | null;
  readonly firstRepliedAt: number | null;
  /** When the sender ended it; before a reply it was taken back. */
  readonly closedAt: number | null;
}

export interface VoiceFigures {
  readonly kind: VoiceKind;
  readonly n: number;
  /** Whose reply is given or overdue: what the share is of. */
  readonly due: number;
  readonly inTime: number;
}

/** How much of each kind came, and how many replies were in time. Kinds of which nothing came are left out. */
export function voiceFigures(rows: readonly VoiceTimes[], now: number): VoiceFigures[] {
  return VOICE_KINDS.flatMap((kind) => {
    const own = rows.filter((row) => row.kind === kind);
    const due = own.filter((row) => row.firstDueAt !== null && (row.firstRepliedAt !== null || (row.closedAt === null && row.firstDueAt < now)));
    const inTime = due.filter((row) => row.firstRepliedAt !== null && row.firstRepliedAt <= row.firstDueAt!);
    return own.length === 0 ? [] : [{ kind, n: own.length, due: due.length, inTime: inTime.length }];
  });
}
