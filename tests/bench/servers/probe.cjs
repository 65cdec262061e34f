// Loaded into every measured server before its own code: answers how much processor time and memory it took.

/** After this an office counts as idle, ms. */
const IDLE = 200

const answer = () => {
  const { user, system } = process.cpuUsage()
  const { rss, heapUsed, external } = process.memoryUsage()
  process.send?.({ cpuMs: (user + system) / 1_000, resident: rss, live: heapUsed + external })
}

process.on('message', (question) => {
  if (question !== 'memory') return answer()
  // Twice: what the first collection unlinks, the second frees, and the pages of both go back to the system in the time between.
  globalThis.gc?.()
  setTimeout(() => {
    globalThis.gc?.()
    setTimeout(answer, IDLE)
  }, IDLE)
})
// The channel to the benchmark must not keep a server alive that wants to end.
process.channel?.unref()
