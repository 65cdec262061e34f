import { describe, expect, test } from 'vitest'

import { createFarVoice } from '../../../../src-renderer/call/far-voice.ts'

/** Loudspeakers by their streams: which are ready, and which of them sound. */
function speaker() {
  const ready: MediaStream[] = []
  const sounding: MediaStream[] = []
  const take = (list: MediaStream[], stream: MediaStream) => {
    if (list.includes(stream)) list.splice(list.indexOf(stream), 1)
  }
  const voice = createFarVoice({
    ready(stream) {
      ready.push(stream)
      return {
        play: () => void sounding.push(stream),
        pause: () => take(sounding, stream),
        close: () => [ready, sounding].forEach((list) => take(list, stream)),
      }
    },
    refresh: () => {},
  })
  return { voice, ready, sounding }
}

const [first, second] = ['first', 'second'].map((id) => ({ id }) as MediaStream) as [MediaStream, MediaStream]

describe('the far voice', () => {
  test('R-18: nothing sounds before this person agreed, whatever comes; its loudspeaker is ready by then', () => {
    const { voice, ready, sounding } = speaker()
    voice.follow(first)
    expect(sounding).toEqual([])
    expect(ready).toEqual([first])
    expect(voice.stream()).toBe(first)
    voice.listen(true)
    expect(sounding).toEqual([first])
  })

  test('who agreed before a connection was there hears it as soon as it is', () => {
    const { voice, sounding } = speaker()
    voice.listen(true)
    expect(sounding).toEqual([])
    voice.follow(first)
    expect(sounding).toEqual([first])
  })

  test('another connection takes the place of the one before, and agreeing twice plays nothing twice', () => {
    const { voice, ready, sounding } = speaker()
    voice.listen(true)
    voice.follow(first)
    voice.listen(true)
    voice.follow(first)
    voice.follow(second)
    expect(sounding).toEqual([second])
    expect(ready).toEqual([second])
  })

  test('on hold and after the end nothing sounds', () => {
    const { voice, ready, sounding } = speaker()
    voice.follow(first)
    voice.listen(true)
    voice.listen(false)
    expect(sounding).toEqual([])
    voice.listen(true)
    expect(sounding).toEqual([first])
    voice.follow(null)
    expect(sounding).toEqual([])
    expect(ready).toEqual([])
    expect(voice.stream()).toBeNull()
  })
})
