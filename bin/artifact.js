#!/usr/bin/env node
// Starts the command with a Node that can run it: this one, or the one that `npm ci` brought along.
// Plain JavaScript without dependencies: it must run on the Node that is too old.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import module from 'node:module'
import { fileURLToPath } from 'node:url'

const running = Number(process.versions.node.split('.')[0])
const packaged = fileURLToPath(
  new URL(`../node_modules/node-${process.platform}-${process.arch}/bin/node`, import.meta.url),
)

if (running >= 24) {
  // Keeps what was compiled for the next start: a third off the time of a short command.
  module.enableCompileCache()
  const { main } = await import('../controller/main.ts')
  await main(process.argv)
} else if (existsSync(packaged)) {
  const child = spawn(packaged, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => {
    process.exitCode = signal ? 128 + 15 : (code ?? 1)
  })
} else {
  await import('./guard.js')
}
