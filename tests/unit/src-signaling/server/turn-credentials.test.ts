import { expect, test } from 'vitest'

import { timeLimitedCredentials } from '../../../../src-signaling/server/turn-credentials.ts'

test('time-limited credentials are what openssl makes of the same secret and name', () => {
  // printf %s 1732500000:ana | openssl dgst -sha1 -hmac north -binary | base64
  expect(timeLimitedCredentials('north', 'ana', 1_732_500_000)).toEqual({
    username: '1732500000:ana',
    credential: 'bu0c1WRie4Tt0l0uhEpaWcGjk/4=',
  })
})
