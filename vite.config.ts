import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const server = process.env['EARSHOT_ORIGIN'] ?? 'http://127.0.0.1:4000'

export default defineConfig({
  root: 'client',
  plugins: [react()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    // The content security policy allows no data: addresses for fonts and scripts.
    assetsInlineLimit: 0,
  },
  server: { proxy: { '/api': { target: server, ws: true, changeOrigin: true } } },
})
