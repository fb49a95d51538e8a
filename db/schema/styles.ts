import type { Kit } from "#db/columns/sqlite.ts";
import { LEVEL_SIDES } from "#app/domain/level/client-level.ts";
import { COMMUNICATION_STYLES, type StyleAnswers } from "#app/domain/style/style.ts";
import type { PeopleTables } from "./people.ts";

/** How people like to be told things, what they are asked beyond rating, and how client-oriented their colleagues find them. */
export function styleTables(k: Kit, p: PeopleTables) {
  /** What a person answered about themself. Single answers are for that person only; others see the word in `person.style`. */
  const styleAnswer = k.table("style_answer", {
    personId: k.text().primaryKey().references(() => p.person.id),
    answers: k.json<StyleAnswers>().notNull(),
    /** What the answers say; the person may have chosen another. */
    answered: k.word(COMMUNICATION_STYLES).notNull(),
    answeredAt: k.instant().notNull(),
    rowVersion: k.int().notNull(),
  });

  /** A question of a provider to one person of a client, and what that person advised. */
  const advice = k.table(
    "advice",
    {
      id: k.text().primaryKey(),
      providerId: k.text().notNull().references(() => p.department.id),
      clientId: k.text().notNull().references(() => p.department.id),
      personId: k.text().notNull().references(() => p.person.id),
      question: k.text().notNull(),
      askedBy: k.text().notNull().references(() => p.person.id),
      askedAt: k.instant().notNull(),
      answer: k.text(),
      answeredAt: k.instant(),
      /** The provider's thanks, with what comes of it. */
      thanks: k.text(),
      thankedBy: k.text().references(() => p.person.id),
      thankedAt: k.instant(),
      rowVersion: k.int().notNull(),
    },
    (t) => [k.index("advice_pair").on(t.providerId, t.clientId), k.index("advice_person").on(t.personId)],
  );

  /** How often a person had a wording improved by the outside service on a day: one row a person. */
  const composerUse = k.table("composer_use", {
    personId: k.text().primaryKey().references(() => p.person.id),
    /** Local day of the organisation. */
    day: k.text().notNull(),
    n: k.int().notNull(),
  });

  /** A year's round in which heads and colleagues choose levels. */
  const levelRound = k.table(
    "level_round",
    {
      id: k.text().primaryKey(),
      year: k.int().notNull(),
      state: k.word(["open", "closed"]).notNull(),
      /** Last local day for answers. */
      closesOn: k.text().notNull(),
      openedBy: k.text().notNull().references(() => p.person.id),
      openedAt: k.instant().notNull(),
      closedAt: k.instant(),
      rowVersion: k.int().notNull(),
    },
    (t) => [k.uniqueIndex("level_round_year").on(t.year)],
  );

  /** Who is asked about whom, and whether they have answered; never what. */
  const levelAsk = k.table(
    "level_ask",
    {
      roundId: k.text().notNull().references(() => levelRound.id),
      subjectId: k.text().notNull().references(() => p.person.id),
      raterId: k.text().notNull().references(() => p.person.id),
      side: k.word(LEVEL_SIDES).notNull(),
      /** Local day: no clock tells which count went up by whom. */
      answeredOn: k.text(),
    },
    (t) => [k.primaryKey({ columns: [t.roundId, t.subjectId, t.raterId] }), k.index("level_ask_rater").on(t.raterId, t.roundId)],
  );

  /** How many chose a level for a person. The head is one, so the head's choice is known; colleagues' are counts. */
  const levelCount = k.table(
    "level_count",
    {
      roundId: k.text().notNull().references(() => levelRound.id),
      subjectId: k.text().notNull().references(() => p.person.id),
      side: k.word(LEVEL_SIDES).notNull(),
      level: k.int().notNull(),
      n: k.int().notNull(),
    },
    (t) => [k.primaryKey({ columns: [t.roundId, t.subjectId, t.side, t.level] })],
  );

  /** What a closed round says of a person. */
  const levelResult = k.table(
    "level_result",
    {
      roundId: k.text().notNull().references(() => levelRound.id),
      subjectId: k.text().notNull().references(() => p.person.id),
      /** 1 to 5; null = too few answers. */
      level: k.int(),
      headLevel: k.int(),
      /** Colleagues' median in halves of a level; null = fewer than may be shown. */
      peerHalves: k.int(),
      /** Colleagues who were asked and who answered. */
      asked: k.int().notNull(),
      answered: k.int().notNull(),
    },
    (t) => [k.primaryKey({ columns: [t.roundId, t.subjectId] }), k.index("level_result_subject").on(t.subjectId)],
  );

  /** Coefficients that a level suggests, as HR set them; the highest number stands. */
  const levelPolicy = k.table("level_policy", {
    number: k.int().primaryKey(),
    /** Exact decimals of the levels 1 to 5. */
    coefficients: k.json<readonly string[]>().notNull(),
    setBy: k.text().references(() => p.person.id),
    setAt: k.instant().notNull(),
  });

  return { styleAnswer, advice, composerUse, levelRound, levelAsk, levelCount, levelResult, levelPolicy };
}
export type StyleTables = ReturnType<typeof styleTables>;
