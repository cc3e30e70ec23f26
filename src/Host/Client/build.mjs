// Builds the pages' scripts and styles into ../wwwroot/assets. MSBuild runs it; `npm run build` does the same by hand.
import { build } from 'esbuild'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import * as sass from 'sass'

const here = (path) => fileURLToPath(new URL(path, import.meta.url))
const out = here('../wwwroot/assets')

await rm(out, { recursive: true, force: true })
await mkdir(out, { recursive: true })

await build({
  entryPoints: [here('src/app.ts'), here('src/diagram.ts')],
  outdir: out,
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  legalComments: 'linked',
  logLevel: 'warning'
})

for (const name of ['app', 'diagram']) {
  const { css } = sass.compile(here(`styles/${name}.scss`), {
    loadPaths: [here('.'), here('node_modules'), here('node_modules/govuk-frontend/dist')],
    style: 'compressed',
    // Deprecations inside packages are their authors' to mend; ours are still reported.
    quietDeps: true
  })
  await writeFile(`${out}/${name}.css`, css)
}
