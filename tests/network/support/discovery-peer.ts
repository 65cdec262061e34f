/* One end of discovery, on a machine of its own: `host FOLDER` hosts and announces, `look` prints what is found. */
import { networkInterfaces } from 'node:os'

import { announcementOf } from '../../../src-main/discovery/announcement.ts'
import { createFindOffices } from '../../../src-main/discovery/find-offices.ts'
import { announceOffice, browseOffices } from '../../../src-main/discovery/mdns.ts'
import { officeNetworks } from '../../../src-main/discovery/networks.ts'
import { watchAddresses } from '../../../src-main/office/address-watch.ts'
import { readCertificate } from '../../../src-main/office/read-certificate.ts'
import { createServer } from '../../../src-signaling/server/create-server.ts'
import { fingerprintWords } from '../../../src-signaling/server/fingerprint-words.ts'

const say = (what: unknown) => process.stdout.write(`${JSON.stringify(what)}\n`)
const networks = () => officeNetworks(networkInterfaces())

async function host(folder: string): Promise<void> {
  const server = await createServer({
    name: 'Studio North',
    dataDir: folder,
    webRoot: folder,
    localPort: 0,
    host: '::',
  })
  const announcement = announcementOf('Studio North', 'ben-pc', server.pin ?? '')
  announceOffice(networks(), server.ports.lan, announcement, (error) => process.stderr.write(`${error.message}\n`))
  say({ pin: server.pin, lanUrls: server.lanUrls })
}

function look(): void {
  const finder = createFindOffices({
    networks,
    browse: browseOffices,
    readCertificate,
    words: fingerprintWords,
    changed: say,
  })
  finder.start()
  watchAddresses(() => finder.refresh())
}

const [what, folder = ''] = process.argv.slice(2)
if (what === 'host') await host(folder)
else look()
