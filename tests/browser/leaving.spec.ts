import { expectWithin, inCall, test, whenSeen } from '../support/browser-rig.ts'
import type { Person } from '../support/browser-rig.ts'

/** Closes a tab as a person does, so that `pagehide` runs, and says when. */
async function closeTab({ page }: Person): Promise<number> {
  const gone = page.waitForEvent('close')
  await page.close({ runBeforeUnload: true })
  const closed = Date.now()
  await gone
  return closed
}

test('F-29: the caller’s tab is closed while it rings: the ring stops within 1 s', async ({ meet }) => {
  const ana = await meet('Ana')
  const ben = await meet('Ben')
  await ana.call('Ben')
  await ben.page.getByRole('alertdialog').waitFor()
  const missed = whenSeen(ben.page, 'nav', '1 missed call')
  const closed = await closeTab(ana)
  expectWithin((await missed) - closed, 1_000, 'close to end of ring')
})

test('F-29: the callee’s only tab is closed while it rings: the caller reads unreachable within 1 s', async ({
  meet,
}) => {
  const ana = await meet('Ana')
  const ben = await meet('Ben')
  await ana.call('Ben')
  await ben.page.getByRole('alertdialog').waitFor()
  const told = whenSeen(ana.page, '[role=status]', 'Unreachable')
  const closed = await closeTab(ben)
  expectWithin((await told) - closed, 1_000, 'close to unreachable')
})

test('F-29: a tab is closed while connecting: the other side ends within 1 s', async ({ meet }) => {
  const ana = await meet('Ana')
  const ben = await meet('Ben')
  await ana.call('Ben')
  await ben.page.getByRole('alertdialog').waitFor()
  await ben.page.evaluate(() => {
    const accept = [...document.querySelectorAll('button')].find((one) => one.textContent === 'Accept')
    accept?.click()
  })
  const told = whenSeen(ana.page, '[role=status]', 'Call ended')
  const closed = await closeTab(ben)
  expectWithin((await told) - closed, 1_000, 'close to end')
})

for (const who of ['caller', 'callee'] as const) {
  test(`F-29: the ${who}’s tab is closed while talking: the other side ends within 1 s`, async ({ meet }) => {
    const two = await inCall(meet, ['Ana', 'Ben'])
    const other = who === 'caller' ? two.callee : two.caller
    const told = whenSeen(other.page, '[role=status]', 'Call ended')
    const closed = await closeTab(two[who])
    expectWithin((await told) - closed, 1_000, 'close to end')
  })
}

test('F-29: a page that hangs and is ended by the browser, without a word of its own, hangs up all the same', async ({
  meet,
}) => {
  const { caller, callee } = await inCall(meet, ['Ana', 'Ben'])
  const told = whenSeen(callee.page, '[role=status]', 'Call ended')
  const client = await caller.context.newCDPSession(caller.page)
  await caller.page.evaluate(() => {
    const busy = () => {
      const until = performance.now() + 5_000
      while (performance.now() < until);
    }
    setTimeout(busy)
  })
  const crashed = caller.page.waitForEvent('crash')
  // What "exit the page" does in the browser's question about a page that does not answer.
  void client.send('Page.crash').catch(() => {})
  await crashed
  const ended = Date.now()
  expectWithin((await told) - ended, 1_000, 'end of a busy page to end of the call')
  await caller.page.close()
})

test('F-29: a reload hangs up, and the person is back under the same name', async ({ meet }) => {
  const { caller, callee } = await inCall(meet, ['Ana', 'Ben'])
  await caller.page.reload()
  await callee.sees('Call ended')
  await caller.page.getByRole('listitem', { name: 'Ben' }).waitFor()
  await callee.call('Ana')
  await caller.accept()
  await callee.talks()
})
