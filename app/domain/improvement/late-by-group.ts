/** Hands that a task went through: one, two, or more. */
export const HAND_GROUPS = ["one", "two", "more"] as const;
/** Working time that it waited for the client's input: none, up to a working day, longer. */
export const INPUT_GROUPS = ["none", "day", "longer"] as const;

const WORKING_DAY_MS = 8 * 3_600_000;

export interface GroupedDelivery {
  readonly hands: number;
  readonly inputWaitMs: number;
  readonly late: boolean;
}

export interface LateGroup<Name extends string> {
  readonly group: Name;
  readonly due: number;
  readonly late: number;
}

const handsOf = ({ hands }: GroupedDelivery) => (hands > 2 ? "more" : hands === 2 ? "two" : "one");
const inputOf = ({ inputWaitMs }: GroupedDelivery) => (inputWaitMs > WORKING_DAY_MS ? "longer" : inputWaitMs > 0 ? "day" : "none");

/** Which share ended late with so many hands, and after so long a wait for input. One group alone says nothing: then there is none. */
export function lateByGroups(deliveries: readonly GroupedDelivery[]): { readonly hands: readonly LateGroup<(typeof HAND_GROUPS)[number]>[]; readonly input: readonly LateGroup<(typeof INPUT_GROUPS)[number]>[] } {
  const group = <Name extends string>(names: readonly Name[], of: (one: GroupedDelivery) => Name): LateGroup<Name>[] => {
    const found = names.flatMap((name): LateGroup<Name>[] => {
      const mine = deliveries.filter((one) => of(one) === name);
      return mine.length === 0 ? [] : [{ group: name, due: mine.length, late: mine.filter((one) => one.late).length }];
    });
    return found.length > 1 ? found : [];
  };
  return { hands: group(HAND_GROUPS, handsOf), input: group(INPUT_GROUPS, inputOf) };
}
