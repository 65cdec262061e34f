import { chromium } from '@playwright/test'

import { arrive, startHost } from '../support/browser-rig.ts'
import { chromiumLaunch } from '../support/chromium.ts'
import { expectHears } from '../support/media-flow.ts'
import { publicCertificate, tlsProxy } from '../support/tls-proxy.ts'
import { test as base, expect, inOffice, joinOffice } from './support/app-rig.ts'

interface PublicOffice {
  readonly invite: string
  readonly url: string
  /** The authority that gave its certificate, PEM. */
  readonly authority: string
  /** SHA-256 of its key: what Chromium is told to trust. */
  readonly spki: string
}

/** A host somewhere else, behind a TLS proxy with a certificate that an authority gave. */
const test = base.extend<{ readonly office: PublicOffice }>({
  // eslint-disable-next-line no-empty-pattern -- Playwright reads the parameter's shape
  office: async ({}, use) => {
    const certificate = await publicCertificate()
    const proxy = await tlsProxy(certificate)
    const host = await startHost({ behindProxy: true, publicUrl: proxy.url })
    proxy.leadTo(host.server.ports.lan)
    await use({ invite: host.server.invite, url: proxy.url.href, authority: certificate.ca, spki: certificate.spki })
    await proxy.close()
    await host.stop()
  },
})

test('the app and a browser join a host with a public certificate, which has no pin, and talk', async ({
  start,
  office,
}) => {
  const app = await inOffice(start, 'Ben Okafor', office.invite, { authority: office.authority })
  const browser = await chromium.launch(chromiumLaunch([`--ignore-certificate-errors-spki-list=${office.spki}`]))
  const ana = await arrive(browser, office.url, 'Ana Petrović', {})
  await ana.call('Ben Okafor')
  await app.person('Ben Okafor').accept()
  await ana.talks()
  await expectHears(ana.page)
  await expectHears(app.page)
  await browser.close()
})

test('S-02: its address typed instead of an invitation is known by its authority: no words are to be compared', async ({
  start,
  office,
}) => {
  const app = await start({ authority: office.authority })
  await joinOffice(app, 'Ben Okafor', new URL(office.url).host)
  await app.page.getByRole('button', { name: 'Skip' }).click()
  await expect(app.page.getByRole('main')).toContainText('Studio North')
})

test('S-02: an app that does not know the authority does not join', async ({ start, office }) => {
  const app = await start()
  await joinOffice(app, 'Ben Okafor', office.invite)
  await expect(app.page.getByRole('navigation')).toHaveCount(0)
  await expect(app.page.getByRole('status')).toBeVisible()
})
