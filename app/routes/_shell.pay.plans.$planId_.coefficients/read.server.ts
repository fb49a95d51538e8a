import { can } from "#app/domain/access/can.ts";
import type { Actor } from "#app/domain/access/actor.ts";
import { nameIn, type Locale } from "#app/domain/names.ts";
import { payPeriodDays, payPeriodName } from "#app/domain/score/pay-period-months.ts";
import { addMonths } from "#app/domain/time/local-date.ts";
import type { CoefficientBook, PoolMemberShown } from "#app/operations/coefficient-book.server.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import type { SuggestedCoefficient } from "#app/operations/level/save-level-policy.server.ts";
import type { OrganisationRow } from "#db/queries/directory.server.ts";

/** Pay periods offered: the running one and the three before it. */
const OFFERED = 4;

export interface OwnPool {
  readonly poolId: string;
  readonly name: string;
  /** The actor's people, without the actor. */
  readonly members: readonly PoolMemberShown[];
  /** What is left of the pool for everybody else in it, 0.01 %. */
  readonly othersPlainBp: number;
  readonly othersBp: number;
  /** The actor shares this pool too. */
  readonly hasSelf: boolean;
}

export interface PoolOverview {
  readonly poolId: string;
  readonly name: string;
  readonly people: number;
  readonly entered: number;
  readonly differ: number;
}

/** The pay periods that the page offers, newest first. */
export function offeredPeriods(organisation: OrganisationRow, today: string): string[] {
  const months = organisation.payPeriod === "quarter" ? 3 : 1;
  const all = Array.from({ length: OFFERED }, (_, i) => payPeriodName(addMonths(today.slice(0, 7), -i * months), organisation.payPeriod));
  return all.filter((name) => payPeriodDays(name).to > `${organisation.firstPeriod}-01`);
}

/** The own pools with what the levels suggest standing in the lines that nobody entered; nothing is saved by that. */
export function withSuggestions(pools: readonly OwnPool[], suggested: ReadonlyMap<string, SuggestedCoefficient>, locale: Locale): OwnPool[] {
  const t = translateIn(locale, "coefficients");
  return pools.map((pool) => ({
    ...pool,
    members: pool.members.map((member) => {
      const one = member.isEntered ? undefined : suggested.get(member.personId);
      return one ? { ...member, coefficient: one.coefficient, reason: t("suggest.reason", { level: one.level, year: one.year }) } : member;
    }),
  }));
}

/** What a head sees of a pool: the own people one by one, everybody else as one part. */
export function ownPools(book: CoefficientBook, actor: Actor, locale: Locale): OwnPool[] {
  return book.pools.flatMap((pool): OwnPool[] => {
    const members = pool.members.filter((member) => member.personId !== actor.personId && can(actor, "coefficient.edit", { departmentIds: [member.departmentId] }));
    if (members.length === 0) return [];
    const sum = (part: "plainBp" | "partBp") => members.reduce((total, member) => total + member[part], 0);
    const whole = pool.members.some((member) => member.plainBp > 0) ? 10_000 : 0;
    return [{ poolId: pool.poolId, name: nameIn(pool.name, locale), members, othersPlainBp: whole - sum("plainBp"), othersBp: whole - sum("partBp"), hasSelf: pool.members.some((member) => member.personId === actor.personId) }];
  });
}

/** What HR sees: which pools have been gone through. */
export const overviewOf = (book: CoefficientBook, locale: Locale): PoolOverview[] =>
  book.pools.map((pool) => ({ poolId: pool.poolId, name: nameIn(pool.name, locale), people: pool.members.length, entered: pool.members.filter((member) => member.isEntered).length, differ: pool.members.filter((member) => Number(member.coefficient) !== 1).length }));
