/**
 * A number as people type or paste it (`35 000,00`, `35,000.00`, `-12.5`) as a whole number of 10^-digits, null when
 * it is none or has more decimals. Of comma and point the last is the decimal mark; a lone one with more than
 * `digits` figures behind it groups thousands.
 */
export function parseScaled(text: string, digits: number): number | null {
  const compact = text.replace(/[\s\u00a0\u202f']/g, "").replace(/^\u2212/, "-");
  const match = /^(-?)([\d.,]+)$/.exec(compact);
  if (!match) return null;
  const [, sign = "", body = ""] = match;
  const at = Math.max(body.lastIndexOf(","), body.lastIndexOf("."));
  const mark = body[at];
  const isDecimal = at >= 0 && body.indexOf(mark!) === at && (body.length - at - 1 <= digits || (body.includes(",") && body.includes(".")));
  const whole = (isDecimal ? body.slice(0, at) : body).replace(/[.,]/g, "");
  const fraction = isDecimal ? body.slice(at + 1) : "";
  const grouped = (isDecimal ? body.slice(0, at) : body).split(/[.,]/);
  if (grouped.length > 1 && (grouped[0]!.length > 3 || grouped.slice(1).some((group) => group.length !== 3))) return null;
  if (whole === "" || fraction.length > digits) return null;
  const value = Number(whole + fraction.padEnd(digits, "0"));
  return Number.isSafeInteger(value) ? (sign ? 0 - value : value) : null;
}
