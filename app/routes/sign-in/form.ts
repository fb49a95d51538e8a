import { z } from "zod";

/** What the sign-in page sends. Messages are keys of the `shell` catalogue. */
export const signInSchema = z.strictObject({
  email: z
    .string({ error: "signIn.email.missing" })
    .trim()
    .max(254, "signIn.email.wrong")
    .regex(/^[^\s@]+@[^\s@]+$/, "signIn.email.wrong"),
  password: z.string({ error: "signIn.password.missing" }).max(1_000, "signIn.wrong"),
  next: z.string().max(2_000).optional(),
});
