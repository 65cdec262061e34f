// Loaded into every measured server before its own code: answers how much processor time and memory it took.
process.on('message', (question) => {
  if (question === 'memory') {
    // Twice: what the first collection unlinks, the second frees.
    globalThis.gc?.()
    globalThis.gc?.()
  }
  const { user, system } = process.cpuUsage()
  process.send?.({ cpuMs: (user + system) / 1_000, rss: process.memoryUsage().rss })
})
// The channel to the benchmark must not keep a server alive that wants to end.
process.channel?.unref()
