/**
 * Four ways in which people like to be dealt with, from two questions: how much feeling shows in how they work (emotional), and how
 * directly they say what they want (assertive).
 */
export const COMMUNICATION_STYLES = ["status", "benefit", "certainty", "rapport"] as const;
export type CommunicationStyle = (typeof COMMUNICATION_STYLES)[number];

export const AXES = ["assertive", "emotional"] as const;
export type Axis = (typeof AXES)[number];

/** Five statements an axis; `turned` ones speak for its other end, so that agreeing with everything says nothing. */
export const STYLE_ITEMS = [
  { id: "say_at_once", axis: "assertive", turned: false },
  { id: "like_to_talk", axis: "emotional", turned: false },
  { id: "think_first", axis: "assertive", turned: true },
  { id: "figures_first", axis: "emotional", turned: true },
  { id: "decide_fast", axis: "assertive", turned: false },
  { id: "notice_mood", axis: "emotional", turned: false },
  { id: "avoid_pressing", axis: "assertive", turned: true },
  { id: "keep_matter_apart", axis: "emotional", turned: true },
  { id: "take_the_lead", axis: "assertive", turned: false },
  { id: "thanks_matter", axis: "emotional", turned: false },
] as const satisfies readonly { readonly id: string; readonly axis: Axis; readonly turned: boolean }[];
export type StyleItem = (typeof STYLE_ITEMS)[number]["id"];

/** 1 = not like me at all … 5 = very much like me. */
export const DEGREES = [1, 2, 3, 4, 5] as const;
export type Degree = (typeof DEGREES)[number];
export type StyleAnswers = Readonly<Record<StyleItem, Degree>>;

const MIDDLE = 3;

/** Sum of an axis around its middle: above 0 it leans to its name. The axes have five items, three of them straight and two turned or the other way round, so it lies within ±10. */
export function axisSum(answers: StyleAnswers, axis: Axis): number {
  return STYLE_ITEMS.filter((item) => item.axis === axis).reduce((sum, item) => sum + (item.turned ? MIDDLE - answers[item.id] : answers[item.id] - MIDDLE), 0);
}

/**
 * The style of the answers. In the very middle of an axis it leans to its quiet end: the extra it brings there (figures, a confirmation)
 * costs a person nothing to ignore, a call or a request for advice does.
 */
export function styleOf(answers: StyleAnswers): CommunicationStyle {
  const isAssertive = axisSum(answers, "assertive") > 0;
  const isEmotional = axisSum(answers, "emotional") > 0;
  if (isEmotional) return isAssertive ? "status" : "rapport";
  return isAssertive ? "benefit" : "certainty";
}

export const isStyle = (text: unknown): text is CommunicationStyle => (COMMUNICATION_STYLES as readonly unknown[]).includes(text);
