import { expect, test } from 'vitest'

import { notificationBody } from '../../../../src-main/window/notification-text.ts'

test('C-25: on Linux the text of a caller is shown as text, not as markup', () => {
  const subject = 'Q&A <b>now</b> <img src="file:///etc/hostname"> &lt;'
  expect(notificationBody(subject, 'linux')).toBe(
    'Q&amp;A &lt;b&gt;now&lt;/b&gt; &lt;img src="file:///etc/hostname"&gt; &amp;lt;',
  )
  expect(notificationBody(subject, 'win32')).toBe(subject)
  expect(notificationBody(subject, 'darwin')).toBe(subject)
})
