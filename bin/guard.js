// Says plainly when the Node that runs is too old. Plain JavaScript of 2015: it must run on the Node it complains about.
const wanted = 24
const running = Number(process.versions.node.split('.')[0])

if (running < wanted) {
  console.error(
    'artifact: this is Node ' +
      process.versions.node +
      ', and Artifact needs Node ' +
      wanted +
      ' or newer.\n' +
      'On Linux (x64, arm64) `npm ci` brings the right Node along: run it again without --omit=optional,\n' +
      'and start through `npm start`, `npm test` or `npx artifact`. Elsewhere install Node ' +
      wanted +
      ' from nodejs.org.',
  )
  process.exit(1)
}
