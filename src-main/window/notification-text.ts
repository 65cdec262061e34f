const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

/**
 * Text of another person for the body of a notification. On Linux the body is markup (Desktop Notifications Specification, "Markup"):
 * unescaped, a caller could show pictures and links there. Pure.
 */
export const notificationBody = (text: string, platform: NodeJS.Platform): string =>
  platform === 'linux' ? text.replace(/[&<>]/g, (character) => ENTITIES[character] ?? character) : text
