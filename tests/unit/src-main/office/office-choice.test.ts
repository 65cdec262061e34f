import { describe, expect, test } from 'vitest'

import { readTyped } from '../../../../src-main/office/office-choice.ts'
import { hostUrl, invitationLink } from '../../../../src-signaling/protocol/index.ts'

const PIN = 'q'.repeat(43)
const invitation = { v: 1 as const, addresses: ['192.168.5.12'], port: 7443, pin: PIN, office: 'Studio Nörd' }
const link = invitationLink(invitation, (text) => Buffer.from(text).toString('base64url'))

test('an invitation is read in either spelling, with space around it', () => {
  const choice = { addresses: ['192.168.5.12'], port: 7443, pin: PIN, office: 'Studio Nörd' }
  expect(readTyped(`  ${link}\n`)).toEqual({ status: 'invitation', choice })
  const payload = link.split('#join=')[1] ?? ''
  expect(readTyped(`ringdown:join?${payload}`)).toEqual({ status: 'invitation', choice })
})

test('an invitation that lost its end is said to be damaged, and never taken for an address', () => {
  expect(readTyped(link.slice(0, -20))).toEqual({ status: 'bad', problem: 'damaged' })
})

test.each([
  ['192.168.5.12', '192.168.5.12', 7443],
  ['ben-pc.local:7500', 'ben-pc.local', 7500],
  ['https://192.168.5.12:7443/', '192.168.5.12', 7443],
  ['[fe80::1]:7443', 'fe80::1', 7443],
  ['HTTPS://Phone.Example', 'Phone.Example', 443],
  ['Phone.Example', 'Phone.Example', 7443],
])('the address %s is read', (typed, host, port) => {
  expect(readTyped(typed)).toEqual({ status: 'address', host, port })
})

test.each(['', 'hello there', 'ben:0', 'ben:70000', 'http://a b', 'javascript:alert(1)', '../../etc'])(
  'what is neither an invitation nor an address is refused: %j',
  (typed) => {
    expect(readTyped(typed)).toEqual({ status: 'bad', problem: 'not-a-link' })
  },
)

test('an address of the sixth version stands in brackets, and the usual port is left out', () => {
  expect(hostUrl('fe80::1', 7443)).toBe('https://[fe80::1]:7443')
  expect(hostUrl('phone.example', 443)).toBe('https://phone.example')
})

const choice = { addresses: ['192.168.5.12'], port: 7443, pin: PIN, office: 'Studio Nörd' }
const payload = link.split('#join=')[1] ?? ''
const deep = `ringdown:join?${payload}`

describe('C-27: a link that chat or mail changed is read all the same', () => {
  test.each([
    ['a full stop behind it', `${link}.`],
    ['a full stop and quotes of another language', `»${link}«。`],
    ['brackets of a mail around it', `<${link}>`],
    ['brackets of a text around it', `(see ${link})`],
    ['emphasis of a chat', `*${link}* _${link}_`],
    ['emphasis at its end', `${link}_`],
    ['a link of Markdown', `[Join us](${link})`],
    ['words before and after it', `Come in: ${link} see you there`],
    ['an encoded hash', link.replace('#join=', '%23join=')],
    ['an encoded mark', link.replace('#join=', '%23join%3D')],
    ['a mark that was encoded twice', link.replace('#join=', '%2523join%253D')],
    ['parameters behind it', `${link}&utm_source=chat&fbclid=1`],
    ['parameters before it', link.replace('/#join=', '/?utm_source=chat#join=')],
    ['a link inside a link', `https://links.example/?url=${encodeURIComponent(link)}&data=05%7C02`],
    ['a line break', link.replace(payload, `${payload.slice(0, 60)}\r\n${payload.slice(60)}`)],
    ['line breaks of a quoted mail', link.replace(payload, `${payload.slice(0, 40)}\n> ${payload.slice(40)}`)],
    ['a soft line break', link.replace(payload, `${payload.slice(0, 40)}=\r\n${payload.slice(40)}`)],
    ['an encoded equals sign', link.replace('#join=', '#join=3D')],
    ['entities', link.replace('#join=', '&#35;join&#61;')],
    ['padding', `${link}==`],
    ['another alphabet', link.replaceAll('-', '+').replace(payload, payload.replaceAll('_', '/'))],
    ['zero-width spaces', link.replace('#join=', '\u200B#join=\u200B')],
    ['full-width signs', link.replace('#join=', '＃ｊｏｉｎ＝')],
    ['a scheme in capitals', deep.replace('ringdown:', 'RINGDOWN:')],
    ['slashes behind the scheme', deep.replace('ringdown:', 'ringdown://')],
    ['a slash before the question mark', deep.replace('join?', 'join/?')],
    ['both spellings in one text', `${deep}\n${link}`],
    ['a damaged one before a good one', `${link.slice(0, -20)}, better: ${link}`],
  ])('%s', (_what, text) => {
    expect(readTyped(text)).toEqual({ status: 'invitation', choice })
  })

  test.each([
    ['its end was cut', link.slice(0, -20)],
    ['its end was cut with dots', `${link.slice(0, -20)}…`],
    ['everything behind the mark was cut', link.replace(payload, '')],
    ['everything was made small', link.toLowerCase()],
    ['nothing but the scheme is left', 'ringdown:'],
    ['a letter is missing', link.replace(payload, payload.slice(0, 30) + payload.slice(31))],
  ])('it is called damaged where %s', (_what, text) => {
    expect(readTyped(text)).toEqual({ status: 'bad', problem: 'damaged' })
  })

  test('a long text of marks and words is read in no time', () => {
    const long = '#join='.repeat(600) + ' word'.repeat(900)
    const began = performance.now()
    expect(readTyped(long)).toEqual({ status: 'bad', problem: 'damaged' })
    for (const sign of [':', '[', '>', '=', '%', '# ', '.']) readTyped(sign.repeat(8_000))
    expect(performance.now() - began).toBeLessThan(1_000)
  })

  test('a payload ends neither in - nor in _, which programs cut off', () => {
    for (let length = 1; length < 40; length += 1) {
      const made = invitationLink({ ...invitation, office: 'ö'.repeat(length) }, (text) =>
        Buffer.from(text).toString('base64url'),
      )
      expect(made).toMatch(/[A-Za-z0-9]$/)
    }
  })
})

describe('C-28: an address typed with an input method on', () => {
  test.each([
    ['192.168.1.5：7443', '192.168.1.5', 7443],
    ['１９２．１６８．１．５', '192.168.1.5', 7443],
    ['１９２。１６８。１。５：７４４３', '192.168.1.5', 7443],
    ['192.168.1.5。', '192.168.1.5', 7443],
    ['【ｆｄ００：：２】：7500', 'fd00::2', 7500],
    ['［fd00::2］', 'fd00::2', 7443],
    ['fd00::2', 'fd00::2', 7443],
    ['PC_01', 'PC_01', 7443],
    ['张三的电脑', 'xn--ehq892buuqjgb581a', 7443],
    ['büro.local:7500', 'xn--bro-hoa.local', 7500],
    ['http://192.168.1.5:7480', '192.168.1.5', 7443],
    ['http://192.168.1.5', '192.168.1.5', 7443],
    ['ｈｔｔｐｓ：／／192.168.1.5：7443／', '192.168.1.5', 7443],
    ['“192.168.1.5”', '192.168.1.5', 7443],
    ['ben‑pc.local', 'ben-pc.local', 7443],
  ])('%s is understood', (typed, host, port) => {
    const read = readTyped(typed)
    expect(read).toMatchObject({ status: 'address', port })
    expect(read.status === 'address' && read.host).toBe(host)
  })
})

/** Texts that two readers of addresses may understand in two ways. */
const AMBIGUOUS = [
  ['192.168.5.5\\@evil.example', '192.168.5.5@evil.example', 'user:word@192.168.5.5', '192.168.5.5\\evil.example'],
  [
    '192.168.5.5#@evil.example',
    '192.168.5.5?@evil.example',
    '192.168.5.5/@evil.example',
    '192.168.5.5:80@evil.example',
  ],
  [
    '192.168.5.5 evil.example',
    '192.168.5.5\tevil.example',
    '192.168.5.5\nevil.example',
    ' 192.168.5.5',
    '192.168.5.5 ',
  ],
  [
    '192.168.5',
    '3232236805',
    '0xc0a80505',
    '0300.0250.05.05',
    '192.168.5.05',
    '192.168.5.0x5',
    '192.168.5.5.',
    '1.2.3.4.5',
  ],
  [
    '%31%39%32.168.5.5',
    'evil%2eexample',
    'evil.example:8443',
    '[fd00::2]',
    '[fd00::2',
    'fd00::2%eth0',
    'fd00::2]',
    '::ffff:1.2.3.999',
  ],
  [
    '１９２.168.5.5',
    'ｅvil.example',
    'büro.example',
    'evil。example',
    'evil\u00ADexample',
    'evil\u200B.example',
    'evil..example',
  ],
  [
    '-evil.example',
    'evil-.example',
    '.evil',
    '',
    `${'a'.repeat(64)}.example`,
    `${'a.'.repeat(130)}example`,
    'evil.example;x',
    'a|b',
    'a"b',
  ],
].flat()

test.each(AMBIGUOUS)('A-6: an invitation whose address is %j is none', (address) => {
  const made = invitationLink({ ...invitation, addresses: [address] }, (text) =>
    Buffer.from(text).toString('base64url'),
  )
  const data = `ringdown:join?${made.split('#join=')[1]}`
  expect(readTyped(data)).toEqual({ status: 'bad', problem: 'damaged' })
})

test.each(
  [
    [
      '192.168.5.5\\@evil.example',
      '192.168.5.5@evil.example',
      '192.168.5.5:80@evil.example',
      '3232236805',
      '0xc0a80505',
    ],
    [
      '192.168.5',
      '192.168.5.05',
      '0300.0250.05.05',
      'fd00::2%eth0',
      '[fd00::2%eth0]',
      '%31%39%32.168.5.5',
      'evil..example',
    ],
  ].flat(),
)('A-6: %j is no address to type', (typed) => {
  expect(readTyped(typed)).toEqual({ status: 'bad', problem: 'not-a-link' })
})

test.each([
  '192.168.5.12',
  'fd00::2',
  'fd00::1:2',
  'ben-pc.local',
  'PC_01',
  'phone.example',
  'xn--bro-hoa.local',
  'localhost',
])('A-6: %s is the same host to everybody who reads it', (address) => {
  const url = new URL(hostUrl(address, 7443))
  expect(url.hostname.replace(/^\[|\]$/g, '')).toBe(address.toLowerCase())
  expect([url.username, url.pathname, url.search, url.hash, url.port]).toEqual(['', '/', '', '', '7443'])
})

test('L-5 A-6: the name of the office is cleaned of what would break a line or turn the text around', () => {
  const made = (office: string) =>
    readTyped(invitationLink({ ...invitation, office }, (text) => Buffer.from(text).toString('base64url')))
  expect(made('Studio\nNorth\u202E\u0000 x')).toMatchObject({ choice: { office: 'Studio North x' } })
  expect(made('دفتر علی‌رضا')).toMatchObject({ choice: { office: 'دفتر علی‌رضا' } })
  expect(made('\u202E\n')).toEqual({ status: 'bad', problem: 'damaged' })
})
