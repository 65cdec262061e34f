// `npm start`: the desktop app is not there yet, so the host starts and the phone opens in a browser (DESIGN 5).
process.stderr.write(
  'The desktop app is not part of this version yet: starting the host, the phone opens in a browser.\n',
)
process.argv.push('--open')
await import('../src-signaling/host.mjs')
