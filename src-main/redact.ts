/** No line of ours is longer, letters; what follows is cut off before anything is looked for in it. */
const LONGEST = 8_000

/** What must not stand in a log (S-44): addresses, host names, session descriptions, candidates, names, passwords, tokens and keys. */
const SECRETS: readonly (readonly [RegExp, string])[] = [
  [/\b(?:v=0|a=candidate:|candidate:)[\s\S]*/g, '[description]'],
  [/(?:#|%23)join=[\w%-]+|ringdown:(?:\/\/)?join\/?\?[\w%-]*/gi, '[invitation]'],
  // What stands under such a word, or in quotation marks: a text that somebody chose.
  [
    /\b(name|user|username|subject|password|passwd|pwd|credential|secret|token|key|authorization)(["']?\s{0,3}[=:]\s{0,3})(?:"[^"]*"|'[^']*'|[^\s,;)}\]]+)/gi,
    '$1$2[secret]',
  ],
  [/"[^"]*"|“[^”]*”|„[^“”]*[“”]|«[^»]*»/g, '"[text]"'],
  [/\b\d{1,3}(?:\.\d{1,3}){3}\b/g, '[address]'],
  // IPv6, whole or shortened by `::`; a time of day has fewer colons.
  [/(?<![0-9a-f:])\[?(?:(?:[0-9a-f]{1,4}:){3,7}[0-9a-f]{1,4}|[0-9a-f:]*::[0-9a-f:]*)\]?/gi, '[address]'],
  [/\b([a-z][a-z0-9+.-]{1,20}:\/\/)(?:[^\s/@]{0,200}@)?[^\s/:[\]]+/gi, '$1[host]'],
  [/\b((?:stun|turn)s?:)(?!\/)[^\s?:,[\]]+/gi, '$1[host]'],
  [/\b(ENOTFOUND|EAI_AGAIN) [\w.-]+/g, '$1 [host]'],
  [/\b[\w-]{1,63}(?:\.[\w-]{1,63}){0,8}\.(?:local|lan|home|box|internal|intranet|corp|localdomain|arpa)\b/gi, '[host]'],
  // A name with a port; a place in a file looks alike.
  [/\b(?![\w.-]*\.[cm]?[jt]sx?:)[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}(?=:\d{2,5}\b)/g, '[host]'],
  [/\b[A-Za-z0-9_-]{22,}\b/g, '[secret]'],
]

/** A line as it may be kept. Pure. */
export const redact = (line: string): string =>
  SECRETS.reduce((text, [pattern, instead]) => text.replace(pattern, instead), line.slice(0, LONGEST))
