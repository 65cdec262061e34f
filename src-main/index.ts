import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { app } from 'electron'

import { announceScheme } from './app-scheme.ts'
import { linkIn, readLink } from './deep-link.ts'
import { profileFolder, profileName } from './profile.ts'
import { refuseStart, refuseSwitch } from './refused-start.ts'
import { refusalOf, refusedSwitch } from './refused-switches.ts'
import { registerLinks } from './register-links.ts'
import { fenceContents } from './security.ts'
import { startShell } from './shell.ts'
import { startedHidden } from './start-at-login.ts'
import { wordsOf } from './words.ts'

/** The desktop app: one process per profile; a second start shows the first one's window (E-15). */
function main(): void {
  // From the sources (`npm start`) whoever runs it owns it anyway, and may want a debugger or a made-up microphone.
  const file = join(__dirname, 'refused-switches.json')
  const list = app.isPackaged ? (JSON.parse(readFileSync(file, 'utf8')) as string[]) : []
  const refused = refusedSwitch(list, process.argv.slice(1), (name) => app.commandLine.hasSwitch(name))
  if (refused !== null) {
    // Electron knows the language later only.
    const { installPackage } = wordsOf('system', process.env['LANG'] ?? '')
    return refuseSwitch(refusalOf(refused, process.platform, installPackage))
  }
  // Its folder, notifications and menus are named after it.
  app.setName('Ringdown')
  let profile: string
  let name: string
  try {
    name = profileName(process.argv)
    profile = profileFolder(app.getPath('userData'), name)
  } catch (error) {
    return refuseStart(error instanceof Error ? error.message : String(error))
  }
  app.setPath('userData', profile)
  if (!app.requestSingleInstanceLock()) return app.exit(0)
  announceScheme()
  fenceContents()
  // Also for processes that have no window; a release build never gets as far as this without a sandbox (E-12).
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
  // Colleagues are reached by their addresses: names made up for privacy need a resolver that offices lack.
  app.commandLine.appendSwitch('disable-features', 'WebRtcHideLocalIpsWithMdns')
  app.commandLine.appendSwitch('disable-component-update')

  if (process.platform === 'win32' && app.isPackaged) registerLinks(process.env, process.execPath)

  const bundle = join(__dirname, '..')
  const paths = {
    code: __dirname,
    phone: join(bundle, 'phone'),
    icons: join(bundle, 'icons'),
    profile,
    profileName: name,
  }
  const show = app
    .whenReady()
    .then(() => startShell(paths, { hidden: startedHidden(process.argv), invited: linkIn(process.argv) }))
  show.catch((error: unknown) => refuseStart(error instanceof Error ? error.message : String(error)))
  app.on('second-instance', (_event, argv) => void show.then((reveal) => reveal(linkIn(argv))))
  // macOS hands links on in this way.
  app.on('open-url', (_event, link) => void show.then((reveal) => reveal(readLink(link))))
}

main()
