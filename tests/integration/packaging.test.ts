import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

import { expect, test } from 'vitest'
import { parse } from 'yaml'

const at = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url))
const read = (path: string) => readFileSync(at(path), 'utf8')

interface Targets {
  readonly target: readonly { readonly target: string; readonly arch: readonly string[] }[]
}
const builder = parse(read('electron-builder.yml')) as {
  readonly electronFuses: Readonly<Record<string, boolean>>
  readonly protocols: readonly { readonly schemes: readonly string[] }[]
  readonly files: readonly string[]
  readonly win: Targets & { readonly icon: string }
  readonly toolsets: { readonly appimage: string }
  readonly nsis: {
    readonly oneClick: boolean
    readonly perMachine: boolean
    readonly packElevateHelper: boolean
    readonly include: string
  }
  readonly mac: Targets & {
    readonly icon: string
    readonly hardenedRuntime: boolean
    readonly entitlements: string
    readonly extendInfo: Readonly<Record<string, string | readonly string[]>>
  }
  readonly linux: Targets & {
    readonly icon: string
    readonly executableArgs: readonly string[]
    readonly desktop: { readonly entry: Readonly<Record<string, string>> }
  }
  readonly deb: Scripts
  readonly rpm: Scripts
}
interface Scripts {
  readonly afterInstall: string
  readonly afterRemove: string
}
const kinds = ({ target }: Targets) => target.map((one) => one.target)

test('installers are configured for the three systems', () => {
  expect(kinds(builder.win)).toEqual(['nsis', 'portable'])
  expect(kinds(builder.mac)).toEqual(['dmg', 'zip'])
  expect(kinds(builder.linux)).toEqual(['AppImage', 'deb', 'rpm'])
})

test('E-11: every fuse that Electron has is set, and each that opens the app is off', () => {
  expect(builder.electronFuses).toEqual({
    runAsNode: false,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    loadBrowserProcessSpecificV8Snapshot: false,
    grantFileProtocolExtraPrivileges: false,
  })
})

test('Windows: the installer asks for whom, installs silently for both, and keeps its firewall rule to private networks', () => {
  expect(builder.nsis).toMatchObject({ oneClick: false, perMachine: false })
  const script = read(builder.nsis.include)
  const added = script.split('\n').filter((line) => line.includes('firewall add rule'))
  expect(added).toHaveLength(1)
  expect(added[0]).toContain('profile=private')
  expect(added[0]).toContain('dir=in action=allow')
  const [, uninstall = ''] = script.split('!macro customUnInstall')
  expect(uninstall).toContain('firewall delete rule name="Ringdown"')
})

test('I-4: the installer runs programs of the system only, and takes each result from the stack', () => {
  const lines = read(builder.nsis.include).split('\n')
  const runs = lines.flatMap((line, index) => (/^\s*nsExec::/.test(line) ? [[line, lines[index + 1]?.trim()]] : []))
  expect(runs).toHaveLength(3)
  for (const [line, next] of runs) {
    expect(line).toMatch(/nsExec::Exec '"\$SYSDIR\\[a-z]+\.exe" /)
    expect(next).toBe('Pop $0')
  }
})

test('I-5: nothing is installed for updates that there are not', () => {
  expect(builder.nsis.packElevateHelper).toBe(false)
})

test('I-1, I-11: no entry in the menu asks for a start without the sandbox; each asks for X11', () => {
  // The older tool of electron-builder asks for it when nothing else is asked for.
  expect(builder.toolsets.appimage).not.toBe('0.0.0')
  expect(builder.linux.executableArgs).toEqual(['--ozone-platform=x11'])
})

test('macOS: microphone, camera and the local network are asked for in a sentence, and mDNS names its service', () => {
  const { extendInfo, hardenedRuntime, entitlements } = builder.mac
  for (const key of ['NSMicrophoneUsageDescription', 'NSCameraUsageDescription', 'NSLocalNetworkUsageDescription']) {
    expect(String(extendInfo[key]), key).toMatch(/^[A-Z].{30,}\.$/)
  }
  expect(extendInfo['NSBonjourServices']).toEqual(['_ringdown._tcp'])
  expect(hardenedRuntime).toBe(true)
  const rights = read(entitlements)
  for (const right of ['device.audio-input', 'device.camera', 'network.client', 'network.server']) {
    expect(rights).toContain(`com.apple.security.${right}`)
  }
})

test('Linux: the desktop entry opens invitations, and so do the others', () => {
  expect(builder.linux.desktop.entry).toMatchObject({ Name: 'Ringdown', MimeType: 'x-scheme-handler/ringdown;' })
  expect(builder.protocols).toEqual([{ name: 'Ringdown invitation', schemes: ['ringdown'] }])
})

test('every file that the configuration names is there, and only what is bundled is packed', () => {
  const scripts = [builder.deb, builder.rpm].flatMap(({ afterInstall, afterRemove }) => [afterInstall, afterRemove])
  const icons = [builder.win.icon, builder.mac.icon, builder.linux.icon]
  for (const path of [builder.nsis.include, builder.mac.entitlements, ...scripts, ...icons]) {
    expect(existsSync(at(path)), path).toBe(true)
  }
  expect(builder.files).toEqual(['dist/app/**', 'dist/phone/**', 'dist/icons/**', 'package.json', '!node_modules/**'])
  const { main } = JSON.parse(read('package.json')) as { readonly main: string }
  expect(main).toBe('dist/app/index.cjs')
})

test.each(['on-light', 'on-dark', 'template'])('the tray has each of its seven pictures: %s', (look) => {
  const states = ['dnd', 'idle', 'idle-host', 'in-call', 'missed', 'offline', 'ringing']
  for (const state of states) {
    for (const scale of ['', '@2x']) {
      const picture = readFileSync(at(`dist/icons/tray/${look}/${state}${scale}.png`))
      expect(picture.subarray(1, 4).toString(), `${look}/${state}${scale}`).toBe('PNG')
    }
  }
})

test('I-16: the windows are named after the app’s id, as the entry in the menu is', () => {
  const { desktopName } = JSON.parse(read('package.json')) as { readonly desktopName: string }
  const { appId, linux } = parse(read('electron-builder.yml')) as {
    readonly appId: string
    readonly linux: { readonly syncDesktopName: boolean }
  }
  expect(desktopName).toBe(`${appId}.desktop`)
  expect(linux.syncDesktopName).toBe(true)
  // It would say something else than the windows.
  expect(builder.linux.desktop.entry).not.toHaveProperty('StartupWMClass')
})

test('I-7: Windows and macOS find the icon in each size in files of our own', () => {
  const ico = readFileSync(at(builder.win.icon))
  const sizes = Array.from({ length: ico.readUInt16LE(4) }, (_, index) => ico.readUInt8(6 + 16 * index) || 256)
  expect(sizes).toEqual([16, 20, 24, 32, 40, 48, 64, 128, 256])
  const icns = readFileSync(at(builder.mac.icon))
  expect([icns.toString('latin1', 0, 4), icns.readUInt32BE(4)]).toEqual(['icns', icns.length])
})

test('the application’s icon is a picture of 512 px', () => {
  const picture = readFileSync(at('dist/icons/icon.png'))
  expect([picture.readUInt32BE(16), picture.readUInt32BE(20)]).toEqual([512, 512])
})

test('the release workflow pins every action by its commit, and gives each job the least it needs', () => {
  const text = read('.github/workflows/release.yml')
  const uses = [...text.matchAll(/uses: (\S+)/g)].map(([, action = '']) => action)
  expect(uses.length).toBeGreaterThanOrEqual(4)
  for (const action of uses) expect(action).toMatch(/^actions\/[a-z-]+@[0-9a-f]{40}$/)
  const workflow = parse(text) as {
    readonly permissions: object
    readonly jobs: Readonly<Record<string, { readonly permissions: object; readonly strategy?: object }>>
  }
  expect(workflow.permissions).toEqual({})
  expect(workflow.jobs['package']?.permissions).toEqual({ contents: 'read' })
  expect(workflow.jobs['draft']?.permissions).toEqual({ contents: 'write' })
  expect(workflow.jobs['package']?.strategy).toEqual({ matrix: { os: ['ubuntu-24.04', 'windows-2025', 'macos-15'] } })
  expect(text).toContain('sha256sum')
  expect(text).toContain('not signed')
})

test('I-23: developed on a Node that Electron’s own installer runs on; the older one that hosts have is allowed', () => {
  const { engines } = JSON.parse(read('package.json')) as { readonly engines: { readonly node: string } }
  expect(['22', '24']).toContain(read('.nvmrc').trim())
  expect(engines.node).toBe('>=20.19')
  expect(read('.github/workflows/release.yml')).toContain('node-version-file: .nvmrc')
})
