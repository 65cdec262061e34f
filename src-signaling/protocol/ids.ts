import * as z from 'zod'

import './jitless.ts'

/** base64url without padding (RFC 4648 §5) of exactly `bytes` bytes. */
const base64url = (bytes: number) => z.string().regex(new RegExp(`^[A-Za-z0-9_-]{${Math.ceil((bytes * 4) / 3)}}$`))

/** 128 random bits, base64url, made by the caller's device. */
export const callIdSchema = base64url(16)
export type CallId = z.infer<typeof callIdSchema>

/** SHA-256 of the device's uncompressed P-256 public key, base64url (S-01). */
export const deviceIdSchema = base64url(32)
export type DeviceId = z.infer<typeof deviceIdSchema>

/** A contact made of one device carries that device's id; a person with several carries the id from the roster. */
export const contactIdSchema = z.string().regex(/^[A-Za-z0-9_.-]{1,64}$/)
export type ContactId = z.infer<typeof contactIdSchema>

/** The name of a ring group is its id: `001` is the room everybody joins by typing 001. */
export const groupNameSchema = z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,31}$/u)
export type GroupName = z.infer<typeof groupNameSchema>

/** What a person types as a name; the server normalises it and refuses more (S-08). */
export const displayNameSchema = z.string().min(1).max(128)

/** Random at every start of the server. */
export const epochSchema = base64url(16)
/** Random for every connection, signed once (S-01). */
export const challengeSchema = base64url(32)
/** Uncompressed P-256 point: 65 bytes, 0x04 first (SEC 1 §2.3.3). */
export const publicKeySchema = base64url(65)
/** ECDSA P-256 with SHA-256, r ‖ s: 64 bytes (WebCrypto's format, IEEE P1363). */
export const signatureSchema = base64url(64)
