import type { HostState, PhoneState } from './ipc/contract.ts'

/** The pictures of mock/icons: any state that needs a person wins over those that do not. */
export type TrayPicture = 'idle' | 'idle-host' | 'ringing' | 'in-call' | 'dnd' | 'missed' | 'offline'

/** Which picture the tray shows. Pure. */
export function trayPicture(phone: PhoneState, host: HostState['status']): TrayPicture {
  if (phone.call === 'ringing') return 'ringing'
  if (phone.call === 'live') return 'in-call'
  if (phone.missed > 0) return 'missed'
  if (!phone.online) return 'offline'
  if (phone.availability === 'do-not-disturb') return 'dnd'
  return host === 'on' ? 'idle-host' : 'idle'
}
