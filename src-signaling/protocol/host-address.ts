import * as z from 'zod'

import { check } from './check.ts'

/** One label of a name (RFC 1123 §2.1); Windows allows the underscore as well. */
const LABEL = /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/i

/** A name of the domain name system in its ASCII form, without a dot at its end. */
function isName(text: string): boolean {
  const labels = text.split('.')
  // What ends in a number is another spelling of an IPv4 address (WHATWG URL, "ends in a number").
  return (
    text.length <= 253 &&
    labels.every((label) => LABEL.test(label)) &&
    !/^(\d+|0x[0-9a-f]*)$/i.test(labels.at(-1) ?? '')
  )
}

const literalSchema = z.union([z.ipv4(), z.ipv6()])

/**
 * Where a host is: an address literal or a name, and nothing that two readers could understand in two ways (S-01): no user, no
 * path, no port, no other spelling of IPv4, no zone. IPv6 stands without brackets.
 */
export const hostAddressSchema = z
  .string()
  .max(253)
  .refine((text) => check(literalSchema, text).success || isName(text))
