import { scrypt } from 'node:crypto'

import { wordlist } from '@scure/bip39/wordlists/english.js'

/** Makes guessing a certificate with the same words slow: 128 MiB and some tenths of a second for each try. */
const COST = { N: 2 ** 17, r: 8, p: 1, maxmem: 192 * 1024 * 1024 }

/**
 * Four words that stand for a certificate, to be compared by people (S-02): 44 bits of scrypt over its pin.
 * @param pin SHA-256 of the certificate, base64url
 */
export function fingerprintWords(pin: string): Promise<string> {
  return new Promise((resolve, reject) => {
    scrypt(pin, 'ringdown-words-1', 6, COST, (error, key) => {
      if (error) return reject(error)
      const bits = BigInt(`0x${key.toString('hex')}`)
      const words = [0n, 1n, 2n, 3n].map((index) => wordlist[Number((bits >> (index * 11n)) & 2047n)])
      resolve(words.join(' · '))
    })
  })
}
