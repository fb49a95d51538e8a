import fc from "fast-check";

/** Values that forms, addresses and bodies are known to choke on. */
export const HOSTILE: readonly string[] = [
  "", " ", "0", "-0", "-1", "1e308", "1e-308", "NaN", "Infinity", "9007199254740993", "99999999999999999999", "0x10", "1,5", "1.5.5", "१२", "null", "undefined", "true", "[]", "{}", "[object Object]",
  "2026-02-30", "2026-13-01", "0000-00-00", "99999-01-01", "2026-06-15T25:61", "2026-03-29T02:30", "2026-Q9", "2026-00", "-271821-04-20",
  "\u0000", "a\u0000b", "\u202e\u2066", "\ufeff", "\ud800", "\u{1f4a9}", "é́́́́́", "İI", "ß", "Ё",
  "'", "\"", "`", "' or 1=1 --", "1; drop table task", "%", "_", "\\", "%00", "%c0%af", "../../../etc/passwd", "..\\..\\windows", "/dev/null", "file:///etc/passwd", "http://169.254.169.254/", "javascript:alert(1)", "//evil.example", "/\\evil.example",
  "__proto__", "constructor", "prototype", "toString", "hasOwnProperty", "valueOf", "<script>alert(1)</script>", "{{7*7}}", "${7*7}", "=1+1", "\r\nSet-Cookie: a=b", "\n\n", "\t", "(a+)+$", "a".repeat(300), "я".repeat(5_000), "{".repeat(2_000), "[".repeat(10_000),
];

export const hostileValue: fc.Arbitrary<string> = fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...HOSTILE) }, { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 40 }) });

/** JSON of any shape, some of it deeper than any parser likes, some of it not JSON at all. */
export const hostileJson: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.json() },
  { weight: 1, arbitrary: fc.constantFrom("", "{", "[1,", "nul", '"\\ud800"', "1e999", "-0", '{"items":' + "[".repeat(10_000) + "]".repeat(10_000) + "}", "[".repeat(10_000) + "]".repeat(10_000), '{"a":'.repeat(10_000) + "1" + "}".repeat(10_000), "\ufeff{}", '{"__proto__":{"a":1}}', `{"items":[${"{},".repeat(1_500)}{}]}`, `{"items":"${"x".repeat(1_000_000)}"}`) },
);
