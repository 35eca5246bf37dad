import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const server = process.env['EARSHOT_ORIGIN'] ?? 'http://127.0.0.1:4000'

export default defineConfig({
  root: 'client',
  plugins: [react()],
  // The server puts a fresh one in its place with every page, for the style elements that react-aria inserts.
  html: { cspNonce: 'EARSHOT_CSP_NONCE' },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    // The content security policy allows no data: addresses for fonts and scripts.
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        codeSplitting: {
          // Zod is told not to use `eval` in the chunk that brings it, so before any schema of another is made.
          groups: [{ name: 'zod', test: /node_modules\/zod\/|client\/lib\/without-eval/ }],
        },
      },
    },
  },
  server: {
    // The server only talks to pages of its own.
    proxy: { '/api': { target: server, ws: true, changeOrigin: true, headers: { origin: server } } },
  },
})
