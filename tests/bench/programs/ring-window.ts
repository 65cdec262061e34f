import type { DesktopApp } from '../../desktop/support/app-rig.ts'
import type { MainWindowState } from '../../desktop/support/windows.ts'
import { putMainWindow, whenRingShows } from '../../desktop/support/windows.ts'
import type { TestPhone } from '../../support/signaling-client.ts'
import { connectPhone } from '../../support/signaling-client.ts'
import { stamp } from '../../support/within.ts'
import { startRingdown } from '../harness/browsers.ts'
import { DESKTOP, openApp, packageApp } from '../harness/desktop.ts'
import type { Measurement } from '../harness/outcome.ts'
import type { Bench, Program } from '../harness/program.ts'
import { interleave } from '../harness/program.ts'
import { newCallId } from './call-messages.ts'

/** A ring is left standing for so long, and so is the silence after it, ms. */
const MOMENT = 300
const STATES = ['hidden', 'minimised'] as const satisfies readonly MainWindowState[]
const FROM_NOTHING = 'the same window, created from nothing'

/** ms from the invite leaving the caller until the app's window is shown: the host's part is in it. */
async function ringShown(app: DesktopApp, caller: TestPhone, contact: string): Promise<number> {
  const callId = newCallId()
  const shown = whenRingShows(app)
  // The page is asked after the main process has begun to listen.
  await app.ring.evaluate(() => document.title)
  const sent = stamp()
  const invited = caller.command('invite', {
    callId,
    target: { kind: 'contact', contact },
    video: false,
    subject: null,
  })
  const took = (await shown) - sent
  const { status } = await invited
  if (status !== 'ok') throw new Error(`the invite was answered ${status}`)
  await app.ring.waitForTimeout(MOMENT)
  await caller.command('hangup', { callId, reason: 'cancelled' })
  await app.ring.getByRole('alertdialog').waitFor({ state: 'detached' })
  await app.ring.waitForTimeout(MOMENT)
  return took
}

/** ms from the making of a window like the ring window until it is shown, with its page ready to be drawn. */
const createdAndShown = ({ electron, ringWindow }: DesktopApp): Promise<number> =>
  electron.evaluate(async ({ BrowserWindow }, ring) => {
    const [page, bounds] = [ring.webContents.getURL(), ring.getBounds()]
    // @ts-expect-error the types leave out what documentation and runtime have
    const webPreferences = ring.webContents.getLastWebPreferences() as Electron.WebPreferences
    const began = performance.now()
    const fresh = new BrowserWindow({
      ...bounds,
      show: false,
      frame: false,
      skipTaskbar: true,
      alwaysOnTop: true,
      focusable: false,
      webPreferences,
    })
    const shown = new Promise<number>((resolve) => fresh.once('show', () => resolve(performance.now() - began)))
    fresh.once('ready-to-show', () => fresh.showInactive())
    void fresh.loadURL(page)
    const took = await shown
    fresh.destroy()
    return took
  }, ringWindow)

async function run(bench: Bench): Promise<Measurement> {
  await packageApp(bench)
  const host = await startRingdown(bench)
  const app = await openApp(bench, 'Ben', host.invite)
  const caller = await connectPhone(host.url, 'Ana')
  bench.closeLater(() => caller.close())
  const ben = caller.welcome.directory.contacts.find(({ name }) => name === 'Ben')
  if (!ben) throw new Error('the app is not in the directory')
  const rings = STATES.map((state) => {
    const measure = async () => {
      await putMainWindow(app, state)
      return ringShown(app, caller, ben.id)
    }
    return [`main window ${state}`, measure] as const
  })
  const contenders = { ...Object.fromEntries(rings), [FROM_NOTHING]: () => createdAndShown(app) }
  const samples = await interleave(bench, contenders, { rounds: bench.quick ? 6 : 20 })
  return {
    series: Object.entries(samples).map(([name, all]) => ({ name, unit: 'ms' as const, samples: all })),
    bars: rings.flatMap(([name]) => [
      { name: `ring shown, ${name}`, of: name, atMost: 200 },
      { name: `ring shown, ${name}: of a window created from nothing`, of: name, to: FROM_NOTHING, atMost: 0.5 },
    ]),
    notes: ['From the moment at which the invite leaves the caller: the way through the host is in it.'],
  }
}

export const ringWindow: Program = { id: 'P-11', title: 'ring window', ...DESKTOP, run }
