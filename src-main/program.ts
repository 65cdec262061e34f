/** The app's id on Windows, and the name of its entries in the registry. */
export const APP_ID = 'io.github.ringdown.Ringdown'

/**
 * The file that starts this app again. An AppImage and a portable program run from a folder that is gone with them; variables name the
 * file itself. Pure.
 */
export const programOf = (environment: Readonly<Record<string, string | undefined>>, executable: string): string =>
  environment['APPIMAGE'] ?? environment['PORTABLE_EXECUTABLE_FILE'] ?? executable
