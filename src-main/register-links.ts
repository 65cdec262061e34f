import { app } from 'electron'

import { APP_ID, programOf } from './program.ts'

/**
 * Makes Windows open `ringdown:` links with this app, and show its notifications; elsewhere the installer does it. A portable program
 * takes no links away from an installed one.
 */
export function registerLinks(environment: Readonly<Record<string, string | undefined>>, executable: string): void {
  app.setAppUserModelId(APP_ID)
  const program = programOf(environment, executable)
  if (program === executable) app.setAsDefaultProtocolClient('ringdown')
  else if (!app.getApplicationNameForProtocol('ringdown:')) app.setAsDefaultProtocolClient('ringdown', program)
}
