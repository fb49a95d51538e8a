import argon2 from "argon2";

/** argon2id, 19 MiB, 2 passes: the floor that OWASP names for it. */
const HASH_OPTIONS = { type: argon2.argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
/** Hashes at once: each takes 19 MiB and a core. */
const MOST_AT_ONCE = 4;
/** Longer ones are refused as new passwords; what is typed is cut, so that hashing has a bound. */
const LONGEST_HEARD = 1_024;

let running = 0;
const waiting: (() => void)[] = [];

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= MOST_AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
  running += 1;
  try {
    return await work();
  } finally {
    running -= 1;
    waiting.shift()?.();
  }
}

export const hashPassword = (password: string): Promise<string> => inTurn(() => argon2.hash(password, HASH_OPTIONS));

let decoy: Promise<string> | null = null;

/** Whether a password is the one of a hash. Without a hash it takes as long and is false: nobody can see by the time who has one. */
export async function verifyPassword(hash: string | null, password: string): Promise<boolean> {
  decoy ??= hashPassword("no account has this password");
  const against = hash ?? (await decoy);
  const matches = await inTurn(() => argon2.verify(against, password.slice(0, LONGEST_HEARD)));
  return hash !== null && matches;
}
