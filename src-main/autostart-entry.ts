/** Characters that an Exec line gives a meaning to (freedesktop.org, Desktop Entry "The Exec key"). */
const quoted = (argument: string): string =>
  `"${argument.replace(/["`$\\]/g, (character) => `\\${character}`).replaceAll('%', '%%')}"`

/** A desktop entry for the autostart folder (freedesktop.org, Desktop Application Autostart). Pure. */
export const autostartEntry = (program: string, args: readonly string[]): string =>
  [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Ringdown',
    `Exec=${[program, ...args].map(quoted).join(' ')}`,
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n')
