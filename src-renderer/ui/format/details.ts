import type { TFunction } from 'i18next'

import type { PathReport } from '../../call/ports.ts'
import type { CandidateFact } from '../../doctor/evidence.ts'
import type { CallView } from '../view-model.ts'
import { endText } from './call.ts'
import { causeAdvice } from './doctor.ts'

/** A line of the call's details: what, and how it is. */
export type DetailRow = readonly [name: string, value: string]

/**
 * The details of a call, in words; the same for the eye and for the clipboard. No address in them (S-44).
 * @param name what the other end is called in a sentence
 */
export function detailRows(call: CallView, name: string, t: TFunction): readonly DetailRow[] {
  const { path, evidence, figures } = call
  const ended = call.state === 'ended'
  const [cause] = call.causes
  const pair = evidence?.pairs.find(({ selected }) => selected)
  const begin = [
    figures.ringingMs === null ? '' : t('details.ringing', { ms: figures.ringingMs }),
    figures.voiceMs === null ? '' : t('details.voice', { ms: figures.voiceMs }),
  ]
  const all: readonly (readonly [string, string | null])[] = [
    [t('details.cause'), cause ? causeAdvice(cause, name, t).what : null],
    [t('details.path'), pathWords(path, ended, t)],
    [t('details.pair'), pair ? `${candidateWords(pair.local, t)} – ${candidateWords(pair.remote, t)}` : null],
    [t('details.mine'), evidence && candidateList(evidence.local, t)],
    [t('details.theirs'), evidence && candidateList(evidence.remote, t)],
    [t('details.begin'), joined(begin, t)],
    [t(ended ? 'details.last' : 'details.now'), path && figuresNow(path, t)],
    [t('details.sound'), path?.codec ?? null],
    [t('details.picture'), path?.videoSize ?? null],
    [t('details.encryption'), path && t('details.dtls')],
  ]
  return all.flatMap(([what, value]) => (value ? [[what, value] as const] : []))
}

/** The details as text for the clipboard: the other end has no name there, and nothing has an address (S-44). */
export function detailText(call: CallView, t: TFunction, language: string): string {
  const end: readonly DetailRow[] = call.end ? [[t('details.reason'), endText(call, t, language).title]] : []
  const rows = [...end, ...detailRows(call, t('doctor.otherEnd'), t)]
  return [t('call.details'), ...rows.map(([what, value]) => `${what}${t('between.label')}${value}`)].join('\n')
}

const joined = (parts: readonly string[], t: TFunction): string =>
  parts.filter((part) => part !== '').join(t('between.parts'))

function pathWords(path: PathReport | null, ended: boolean, t: TFunction): string {
  if (path) return t(`details.${path.path}`, { protocol: path.protocol })
  return t(ended ? 'details.noPath' : 'details.none')
}

function figuresNow(path: PathReport, t: TFunction): string {
  const figures = [
    path.roundTripMs === null ? '' : t('details.roundTrip', { ms: path.roundTripMs }),
    path.jitterMs === null ? '' : t('details.jitter', { ms: path.jitterMs }),
    path.lossPercent === null ? '' : t('details.loss', { percent: path.lossPercent }),
  ]
  return joined(figures, t)
}

/** A candidate by kind and protocol: `relay UDP over TCP`. */
function candidateWords({ kind, protocol, relayProtocol, address }: CandidateFact, t: TFunction): string {
  const over = relayProtocol && relayProtocol !== protocol ? relayProtocol.toUpperCase() : null
  const parts = [
    t(`details.candidate.${kind}`),
    protocol.toUpperCase(),
    over && t('details.candidate.over', { protocol: over }),
    kind === 'host' && address === 'hidden' && `(${t('details.candidate.hidden')})`,
  ]
  return parts.filter(Boolean).join(' ')
}

function candidateList(candidates: readonly CandidateFact[], t: TFunction): string {
  const counts = new Map<string, number>()
  for (const candidate of candidates) {
    const what = candidateWords(candidate, t)
    counts.set(what, (counts.get(what) ?? 0) + 1)
  }
  if (counts.size === 0) return t('details.noPath')
  return [...counts].map(([what, number]) => t('details.counted', { number, what })).join(t('between.items'))
}
