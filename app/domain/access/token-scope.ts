/** What a token of the HTTP API may do, always within its source and departments. */
export const TOKEN_SCOPES = ["tasks:read", "tasks:write"] as const;
export type TokenScope = (typeof TOKEN_SCOPES)[number];

/** Who asks by a token. */
export interface TokenActor {
  readonly tokenId: string;
  readonly scopes: readonly TokenScope[];
  /** Tasks of this source only. */
  readonly source: string;
  /** Departments whose work it may read and write; null = all. */
  readonly providerIds: readonly string[] | null;
}

/** Whether a token may touch a task: of its own source, served by one of its departments. */
export function tokenReaches(token: TokenActor, task: { readonly source: string; readonly providerId: string }): boolean {
  return task.source === token.source && (token.providerIds === null || token.providerIds.includes(task.providerId));
}
