import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

const server = process.env['EARSHOT_ORIGIN'] ?? 'http://127.0.0.1:4000'

/**
 * What every schema of Zod's brings along and no page needs: makers of JSON schemas, which only the server asks for, and
 * a memory for values that hold themselves, which no JSON does. Here they do nothing. The build fails when they are not
 * found, so that they cannot come back unseen.
 */
function withoutIdleZod(): Plugin {
  let emptied = 0
  return {
    name: 'without-idle-zod',
    apply: 'build',
    // A build that watches runs more than once.
    buildStart() {
      emptied = 0
    },
    transform: {
      filter: { id: /\/zod\/v4\/core\/(json-schema-processors|to-json-schema|memoizer)\.js$/ },
      handler(code) {
        const names = [...code.matchAll(/^export (?:const|function) (\w+)/gm)].map(([, name]) => name)
        if (names.length > 0) emptied += 1
        return { code: names.map((name) => `export const ${name} = () => undefined`).join('\n'), map: null }
      },
    },
    buildEnd(error) {
      if (!error && emptied !== 3)
        this.error('Zod keeps its JSON schemas or its memory in other files than before.')
    },
  }
}

export default defineConfig({
  root: 'client',
  plugins: [react(), withoutIdleZod()],
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
