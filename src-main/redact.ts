/** What must not stand in a log (S-44): addresses, session descriptions, candidates, tokens and keys. */
const SECRETS: readonly (readonly [RegExp, string])[] = [
  [/\b(?:v=0|a=candidate:|candidate:)[\s\S]*/g, '[description]'],
  [/#join=[\w-]+|ringdown:join\?[\w-]+/g, '[invitation]'],
  [/\b\d{1,3}(?:\.\d{1,3}){3}\b/g, '[address]'],
  // IPv6, whole or shortened by `::`; a time of day has fewer colons.
  [/\[?(?:(?:[0-9a-f]{1,4}:){3,7}[0-9a-f]{1,4}|[0-9a-f:]*::[0-9a-f:]*)\]?/gi, '[address]'],
  [/\b[A-Za-z0-9_-]{22,}\b/g, '[secret]'],
]

/** A line as it may be kept. Pure. */
export const redact = (line: string): string =>
  SECRETS.reduce((text, [pattern, instead]) => text.replace(pattern, instead), line)
