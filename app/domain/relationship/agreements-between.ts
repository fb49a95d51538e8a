/** A client party as agreements name it. */
export interface ClientOf {
  readonly clientKind: "department" | "group" | "everyone";
  readonly clientDepartmentId: string | null;
  readonly clientGroupId: string | null;
}

/**
 * How near an agreement's client is to a department: 0 is the department itself, then those above it, a client group, everyone; null =
 * the agreement does not concern it (design.md section 4).
 *
 * @param path the department first, then those above it
 * @param groupIds groups that hold one of them on the day
 */
export function nearness(client: ClientOf, path: readonly string[], groupIds: ReadonlySet<string>): number | null {
  if (client.clientKind === "everyone") return path.length + 1;
  if (client.clientKind === "group") return client.clientGroupId !== null && groupIds.has(client.clientGroupId) ? path.length : null;
  const at = path.indexOf(client.clientDepartmentId ?? "");
  return at < 0 ? null : at;
}

/** A line of an agreement with how near that agreement is. */
export interface NearLine {
  readonly productId: string;
  readonly nearness: number;
}

/** The lines that apply to a department: of each product those of the nearest agreement only. */
export function applyingLines<L extends NearLine>(lines: readonly L[]): readonly L[] {
  const nearest = new Map<string, number>();
  for (const line of lines) nearest.set(line.productId, Math.min(nearest.get(line.productId) ?? Infinity, line.nearness));
  return lines.filter((line) => line.nearness === nearest.get(line.productId));
}
