import { describe, expect, test } from 'vitest'

import { createFarVoice } from '../../../../src-renderer/call/far-voice.ts'

/** Streams that are told apart, and what of them sounds. */
function speaker() {
  const sounding: MediaStream[] = []
  const voice = createFarVoice({
    play(stream) {
      sounding.push(stream)
      return () => void sounding.splice(sounding.indexOf(stream), 1)
    },
    refresh: () => {},
  })
  return { voice, sounding }
}

const [first, second] = ['first', 'second'].map((id) => ({ id }) as MediaStream) as [MediaStream, MediaStream]

describe('the far voice', () => {
  test('R-18: nothing sounds before this person agreed, whatever comes', () => {
    const { voice, sounding } = speaker()
    voice.follow(first)
    expect(sounding).toEqual([])
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
    const { voice, sounding } = speaker()
    voice.listen(true)
    voice.follow(first)
    voice.listen(true)
    voice.follow(first)
    voice.follow(second)
    expect(sounding).toEqual([second])
  })

  test('on hold and after the end nothing sounds', () => {
    const { voice, sounding } = speaker()
    voice.follow(first)
    voice.listen(true)
    voice.listen(false)
    expect(sounding).toEqual([])
    voice.listen(true)
    voice.follow(null)
    expect(sounding).toEqual([])
    expect(voice.stream()).toBeNull()
  })
})
