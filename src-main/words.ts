/** What the shell itself says: tray, dialogs, notifications. The phone's pages have their own locales. */
const en = {
  open: 'Open Ringdown',
  free: 'Free',
  dnd: 'Do not disturb',
  dnd30: 'For 30 minutes',
  dnd60: 'For 1 hour',
  dndTomorrow: 'Until tomorrow, 09:00',
  dndOn: 'Until I change it',
  hangUp: 'Hang up',
  accept: 'Accept',
  decline: 'Decline',
  quit: 'Quit Ringdown',
  rings: '{name} is calling',
  missed: 'Missed calls: {count}',
  stillHere: 'Ringdown is still running in the tray',
  stillHereLine: 'Calls still ring. Quit from the icon in the tray.',
  stillHereNoTray: 'Ringdown is still running',
  stillHereNoTrayLine: 'Its window is minimised, and calls still ring. Ctrl+Q in its window quits.',
  cannotStart: 'Ringdown cannot start',
  hosting: 'Hosting this office',
  offline: 'The host cannot be reached',
  installPackage:
    'This system does not let an AppImage protect itself with a sandbox, and Ringdown does not run without one. Install the .deb or the .rpm package instead.',
}
type Words = Readonly<Record<keyof typeof en, string>>

const zhCN: Words = {
  open: '打开 Ringdown',
  free: '空闲',
  dnd: '请勿打扰',
  dnd30: '30 分钟',
  dnd60: '1 小时',
  dndTomorrow: '到明天 09:00',
  dndOn: '直到我更改',
  hangUp: '挂断',
  accept: '接听',
  decline: '拒接',
  quit: '退出 Ringdown',
  rings: '{name} 来电',
  missed: '未接来电：{count}',
  stillHere: 'Ringdown 仍在托盘中运行',
  stillHereLine: '来电仍会响铃。可从托盘图标退出。',
  stillHereNoTray: 'Ringdown 仍在运行',
  stillHereNoTrayLine: '窗口已最小化，来电仍会响铃。在窗口中按 Ctrl+Q 可退出。',
  cannotStart: 'Ringdown 无法启动',
  hosting: '本机正在担任主机',
  offline: '无法连接主机',
  installPackage:
    '此系统不允许 AppImage 使用沙盒保护自身，而 Ringdown 没有沙盒就不运行。请改为安装 .deb 或 .rpm 软件包。',
}

export type ShellLanguage = 'system' | 'en' | 'zh-CN'

/** @param system BCP 47 tag of the operating system */
export function wordsOf(language: ShellLanguage, system: string): Words {
  const wanted = language === 'system' ? system : language
  return wanted.toLowerCase().startsWith('zh') ? zhCN : en
}
