export interface Component {
  readonly "bom-ref": string;
  readonly name: string;
  readonly version: string;
  readonly purl: string;
  readonly scope: "required" | "excluded";
  readonly hashes?: readonly { readonly alg: string; readonly content: string }[];
  readonly licenses?: readonly object[];
}
export function sbomOf(lock: { readonly name: string; readonly version: string; readonly packages: Readonly<Record<string, object>> }): { readonly bomFormat: string; readonly specVersion: string; readonly components: readonly Component[] };
