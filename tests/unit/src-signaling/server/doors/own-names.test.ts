import { describe, expect, test } from 'vitest'

import { ownNames, searchDomains } from '../../../../../src-signaling/server/doors/own-names.ts'

describe('C-21: the names under which people on a LAN find this machine', () => {
  test('a plain host name: as it is, in mDNS, and in the domain of its network', () => {
    const names = ownNames({ hostname: 'Ben-PC', domains: ['fritz.box'] })
    expect([...names].sort()).toEqual(['ben-pc', 'ben-pc.fritz.box', 'ben-pc.local'])
  })

  test('a whole name: its first part as well', () => {
    const names = ownNames({ hostname: 'ben-pc.office.lan', domains: [] })
    expect([...names].sort()).toEqual(['ben-pc', 'ben-pc.local', 'ben-pc.office.lan', 'ben-pc.office.lan.local'])
  })

  test('S-21: no other domain, whose owner could point it here', () => {
    const names = ownNames({ hostname: 'ben-pc', domains: ['fritz.box'] })
    for (const name of ['evil.example', 'ben-pc.evil.example', 'fritz.box', '', '.fritz.box', 'localhost'])
      expect(names.has(name), name).toBe(false)
    expect(ownNames({ hostname: 'localhost.localdomain', domains: [] }).has('localhost.localdomain')).toBe(false)
  })

  test('the domains stand in resolv.conf', () => {
    expect(
      searchDomains('# made by x\nnameserver 192.168.178.1\nsearch fritz.box office.lan .\ndomain corp\n'),
    ).toEqual(['fritz.box', 'office.lan', 'corp'])
  })
})
