import { STYLE_ITEMS, type CommunicationStyle, type Degree } from "#app/domain/style/style.ts";
import { DAY_MS } from "#app/domain/time/local-date.ts";
import { localDateOf, zoneOf } from "#app/domain/time/zone.ts";
import type { OperationContext } from "#app/operations/context.ts";
import { askAdvice, giveAdvice, thankForAdvice } from "#app/operations/style/advice.server.ts";
import { keepInTouch } from "#app/operations/style/keep-in-touch.server.ts";
import { saveOwnStyle } from "#app/operations/style/save-style.server.ts";
import { loadAdviceById } from "#db/queries/advice.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import { loadPosts } from "#db/queries/people.server.ts";

/** Heads of departments who said how they like to be told things. */
const STYLES: readonly (readonly [string, CommunicationStyle])[] = [["SALES", "certainty"], ["PROD", "rapport"], ["IT", "benefit"], ["MKT", "status"], ["HR", "rapport"]];

/** Some heads say how they like to be told things, and finance asks marketing for advice. */
export async function sayDemoStyles(ctx: OperationContext, zone: string): Promise<number> {
  const today = localDateOf(zoneOf(zone), ctx.now);
  const [departments, posts] = await Promise.all([loadDepartments(ctx.store), loadPosts(ctx.store, today)]);
  const idOf = (code: string) => departments.find((row) => row.code === code)?.id;
  const headOf = (code: string) => posts.find((row) => row.post === "head" && row.departmentId === idOf(code))?.personId;
  const at = (daysAgo: number): OperationContext => ({ ...ctx, now: ctx.now - daysAgo * DAY_MS });
  let said = 0;
  for (const [code, style] of STYLES) {
    const personId = headOf(code);
    if (personId && (await saveOwnStyle(at(40), { personId, answers: answersOf(style), chosen: null, seen: 0 })).ok) said += 1;
  }
  const [finance, asker, client, person] = [idOf("FIN"), headOf("FIN"), idOf("MKT"), headOf("MKT")];
  if (finance && asker && client && person) {
    const asked = await askAdvice(at(20), { providerId: finance, clientId: client, personId: person, question: "Что в проверке бюджета помогает вам больше всего, а без чего можно обойтись?", askedBy: asker });
    if (!asked.ok) throw new Error(`demo advice refused: ${asked.code}`);
    const row = async () => (await loadAdviceById(ctx.store, [asked.value.id]))[0]!;
    await giveAdvice(at(18), await row(), "Помогает остаток по каждой статье. Без сканов договоров можно обойтись: они есть у юристов.");
    await thankForAdvice(at(17), await row(), "Спасибо. С этого месяца остаток стоит в ответе первой строкой, сканы больше не просим.", asker);
    await askAdvice(at(2), { providerId: finance, clientId: client, personId: person, question: "В какой день недели вам удобнее получать отчёт о расходах?", askedBy: asker });
  }
  await keepInTouch(ctx);
  return said;
}

/** Answers that lean clearly to a style. */
function answersOf(style: CommunicationStyle): Readonly<Record<string, Degree>> {
  const ends = { assertive: style === "status" || style === "benefit", emotional: style === "status" || style === "rapport" };
  return Object.fromEntries(STYLE_ITEMS.map((item, index): [string, Degree] => [item.id, (ends[item.axis] !== item.turned ? (index % 3 === 0 ? 5 : 4) : index % 3 === 0 ? 1 : 2)]));
}
