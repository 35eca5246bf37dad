import { execFile } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { promisify } from 'node:util'
import { onPath } from './on-path.mjs'

const run = promisify(execFile)

/**
 * Gets a program out of Debian's packages into a folder of ours: no root, nothing installed on the machine.
 * apt works out which packages are missing, downloads them into a private folder, and dpkg unpacks them there.
 * What it leaves is `<folder>/run`, a script that starts the program with its own libraries and fonts.
 *
 * @param {{ folder: string, packages: string[], binary: string, say: (line: string) => void }} wanted
 *   `binary`: path inside the packages, such as `usr/bin/redis-server`
 * @returns {Promise<string>} absolute path of the script
 * @throws {Error} with one plain sentence when this is no Debian or the packages cannot be had
 */
export async function debianProgram({ folder, packages, binary, say }) {
  const script = join(folder, 'run')
  if (existsSync(script)) return script
  if (!onPath('apt-get') || !onPath('dpkg')) throw new Error('this machine has no apt-get')

  mkdirSync(dirname(folder), { recursive: true })
  // Filled beside its place and renamed at the end: a run that was stopped half-way leaves nothing that looks ready.
  const work = mkdtempSync(`${folder}-`)
  try {
    const apt = privateApt(work)
    say(`Asking Debian for ${packages[0]} …`)
    await apt('update')
    const { stdout: plan } = await apt('-s', 'install', '--no-install-recommends', ...packages)
    const missing = [...plan.matchAll(/^Inst (\S+)/gm)].map((match) => match[1])
    const own = packages.filter((name) => !missing.includes(name))
    const downloads = join(work, 'downloads')
    mkdirSync(downloads)
    say(`Downloading ${missing.length + own.length} packages for ${packages[0]} …`)
    await apt.in(downloads, 'download', ...missing, ...own)
    for (const file of readdirSync(downloads)) {
      await run('dpkg', ['-x', join(downloads, file), join(work, 'root')])
    }
    rmSync(downloads, { recursive: true })
    rmSync(join(work, 'apt'), { recursive: true })
    writeScript(work, binary)
    if (!existsSync(script)) rmSync(folder, { recursive: true, force: true })
    renameSync(work, folder)
  } catch (error) {
    rmSync(work, { recursive: true, force: true })
    if (!existsSync(script)) throw new Error(aptSentence(error), { cause: error })
  }
  return script
}

/** apt-get with lists and downloads in `work` and the machine's own idea of what is installed. */
function privateApt(work) {
  const home = join(work, 'apt')
  mkdirSync(join(home, 'lists', 'partial'), { recursive: true })
  mkdirSync(join(home, 'cache', 'archives', 'partial'), { recursive: true })
  const config = join(home, 'apt.conf')
  writeFileSync(
    config,
    [
      `Dir::State::lists "${join(home, 'lists')}";`,
      `Dir::Cache "${join(home, 'cache')}";`,
      'Dir::Cache::pkgcache "";',
      'Dir::Cache::srcpkgcache "";',
      'Debug::NoLocking "true";',
      'APT::Sandbox::User "root";',
      'Acquire::Languages "none";',
      'Acquire::Retries "2";',
      'Acquire::http::Timeout "30";',
      'Acquire::https::Timeout "30";',
      // Hooks of the machine's own apt are about its own lists.
      '#clear APT::Update::Post-Invoke;',
      '#clear APT::Update::Post-Invoke-Success;',
    ].join('\n'),
  )
  const inFolder = (cwd, ...args) =>
    run('apt-get', ['-q', '-c', config, ...args], {
      cwd,
      env: { ...process.env, LC_ALL: 'C', DEBIAN_FRONTEND: 'noninteractive' },
      maxBuffer: 16 * 1024 * 1024,
      timeout: 10 * 60_000,
    })
  return Object.assign((...args) => inFolder(home, ...args), { in: inFolder })
}

function writeScript(folder, binary) {
  const root = join(folder, 'root')
  const libraries = libraryFolders(root).map((path) => `$here/${relative(folder, path)}`)
  const fonts = existsSync(join(root, 'usr/share/fonts'))
  if (fonts) writeFileSync(join(folder, 'fonts.conf'), fontConfiguration)
  const script = join(folder, 'run')
  writeFileSync(
    script,
    `#!/bin/sh
here=$(cd "$(dirname "$0")" && pwd)
export LD_LIBRARY_PATH="${libraries.join(':')}\${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
${fonts ? 'export FONTCONFIG_FILE="$here/fonts.conf" XDG_CACHE_HOME="$here/cache"\n' : ''}exec "$here/root/${binary}" "$@"
`,
  )
  chmodSync(script, 0o755)
}

const prefer = { 'sans-serif': 'Sans', 'system-ui': 'Sans', serif: 'Serif', monospace: 'Mono' }
const fontConfiguration = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir prefix="relative">root/usr/share/fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
${Object.entries(prefer)
  .map(
    ([family, kind]) =>
      `  <alias><family>${family}</family><prefer><family>Liberation ${kind}</family></prefer></alias>`,
  )
  .join('\n')}
</fontconfig>
`

/** Every folder with a shared library in it: some packages keep theirs one level below the usual place. */
function libraryFolders(root) {
  const found = []
  const visit = (folder) => {
    const entries = readdirSync(folder, { withFileTypes: true })
    if (entries.some((entry) => /\.so(\.|$)/.test(entry.name))) found.push(folder)
    for (const entry of entries) if (entry.isDirectory()) visit(join(folder, entry.name))
  }
  for (const top of ['usr/lib', 'lib']) {
    if (existsSync(join(root, top))) visit(join(root, top))
  }
  return found
}

function aptSentence(error) {
  const said = /^E: (.+)$/m.exec(String(error?.stderr ?? ''))
  return said ? `apt-get says: ${said[1]}` : String(error?.message ?? error).split('\n')[0]
}
