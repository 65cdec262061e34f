import { execFileSync } from 'node:child_process'

/** Ids of the windows of this name that are on the screen now, as the window system says. */
export function visibleWindows(name: string): readonly string[] {
  try {
    const found = execFileSync('xdotool', ['search', '--onlyvisible', '--name', `^${name}$`], { encoding: 'utf8' })
    return found.trim().split('\n').filter(Boolean)
  } catch {
    // xdotool ends with 1 when it finds none.
    return []
  }
}
