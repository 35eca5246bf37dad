import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

const server = process.env['EARSHOT_ORIGIN'] ?? 'http://127.0.0.1:4000'

/** What only the server needs of what both share: Zod's makers of JSON schemas, and what routes say of themselves. */
const withoutServerParts: Plugin = {
  name: 'without-server-parts',
  transform(code, id) {
    if (/\/shared\/contract\/routes\/[\w-]+\.ts$/.test(id))
      return {
        code: code
          .replaceAll(/\b(summary|access):\s+'[^'\n]*',/g, '')
          .replaceAll(/\b(params: byId|idempotent: true|body: \w+),/g, '')
          .replaceAll(/(\bmove\('\w+', '[\w-]+', )'[^'\n]*'/g, "$1''"),
        map: null,
      }
    if (!/zod\/v4\/core\/(json-schema-processors|to-json-schema)\.js$/.test(id)) return undefined
    const names = [...code.matchAll(/^export (?:const|function) (\w+)/gm)].map(([, name]) => name)
    return { code: names.map((name) => `export const ${name} = () => undefined`).join('\n'), map: null }
  },
  enforce: 'pre',
}

export default defineConfig({
  root: 'client',
  plugins: [react(), withoutServerParts],
  // The server puts a fresh one in its place with every page, for the style elements that react-aria inserts.
  html: { cspNonce: 'EARSHOT_CSP_NONCE' },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    // The content security policy allows no data: addresses for fonts and scripts.
    assetsInlineLimit: 0,
    // Every browser that the build is for knows `modulepreload`.
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: {
          // What the first screen needs comes in one file: it packs better than a dozen, and Zod is told not to use
          // `eval` by its first lines, before any schema is made.
          groups: [{ name: 'first', tags: ['$initial'] }],
        },
      },
    },
  },
  server: {
    // The server only talks to pages of its own.
    proxy: { '/api': { target: server, ws: true, changeOrigin: true, headers: { origin: server } } },
  },
})
