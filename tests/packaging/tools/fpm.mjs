#!/usr/bin/env node
// As much of fpm as electron-builder asks of it, with Debian's own tools: folders into a deb (dpkg-deb) or an rpm (rpmbuild). It packs
// quickly and not tightly: what is made here is only installed by tests.
import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** Options of fpm that take no value. */
const ALONE = new Set(['--force', '--debug'])

/** @param {readonly string[]} words @returns {{ options: Map<string, string[]>, pairs: readonly string[] }} */
function parse(words) {
  const options = new Map()
  const pairs = []
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? ''
    if (!word.startsWith('-')) pairs.push(word)
    else if (!ALONE.has(word)) options.set(word, [...(options.get(word) ?? []), words[++at] ?? ''])
  }
  return { options, pairs }
}

const { options, pairs } = parse(process.argv.slice(2))
/** @param {string} option @returns {string} */
function one(option) {
  const value = options.get(option)?.at(-1)
  if (value === undefined) throw new Error(`${option} is missing`)
  return value
}
/** @param {string} option @returns {readonly string[]} */
const all = (option) => options.get(option) ?? []

/** Copies each SOURCE=PLACE below a root. @param {string} root */
function lay(root) {
  for (const pair of pairs) {
    const cut = pair.lastIndexOf('=')
    const to = join(root, pair.slice(cut + 1))
    mkdirSync(dirname(to), { recursive: true })
    const from = pair.slice(0, cut).replace(/\/$/, '')
    cpSync(from, to, { recursive: true, verbatimSymlinks: true, preserveTimestamps: true })
    if (statSync(to).isFile()) chmodSync(to, 0o644)
  }
  execFileSync('chmod', ['-R', 'go-w,a+rX', root])
}

/** @param {string} root */
function makeDeb(root) {
  const control = join(root, 'DEBIAN')
  const size = execFileSync('du', ['-sk', '--apparent-size', root], { encoding: 'utf8' }).split('\t')[0]
  mkdirSync(control)
  const [summary = '', ...rest] = one('--description').split('\n')
  const fields = {
    Package: one('--name'),
    Version: one('--version'),
    Architecture: one('--architecture'),
    Maintainer: one('--maintainer'),
    'Installed-Size': size,
    Depends: all('-d').join(', '),
    Recommends: all('--deb-recommends').join(', '),
    Priority: one('--deb-priority'),
    Homepage: one('--url'),
    Description: [summary.trim(), ...rest.map((line) => ` ${line.trim() || '.'}`)].join('\n'),
  }
  const lines = Object.entries(fields).filter(([, value]) => value !== '')
  writeFileSync(join(control, 'control'), lines.map(([name, value]) => `${name}: ${value}\n`).join(''))
  for (const [option, script] of [
    ['--after-install', 'postinst'],
    ['--after-remove', 'postrm'],
  ]) {
    copyFileSync(one(option ?? ''), join(control, script ?? ''))
    chmodSync(join(control, script ?? ''), 0o755)
  }
  execFileSync('dpkg-deb', ['--root-owner-group', '-Zgzip', '-z1', '--build', root, one('--package')], {
    stdio: 'inherit',
  })
}

/** @param {string} root @param {string} work */
function makeRpm(root, work) {
  const list = execFileSync('find', ['.', '-type', 'f', '-o', '-type', 'l'], { cwd: root, encoding: 'utf8' })
  const files = list.trim().split('\n')
  /** @param {string} option */
  const script = (option) => readFileSync(one(option), 'utf8').replaceAll('%', '%%')
  const spec = [
    `Name: ${one('--name')}`,
    `Version: ${one('--version').replaceAll('-', '~')}`,
    'Release: 1',
    `Summary: ${one('--rpm-summary')}`,
    `License: ${one('--license')}`,
    `Vendor: ${one('--vendor')}`,
    `URL: ${one('--url')}`,
    `Packager: ${one('--maintainer')}`,
    'AutoReqProv: no',
    ...all('-d').map((need) => `Requires: ${need}`),
    '%global __os_install_post %{nil}',
    '%global debug_package %{nil}',
    '%global _build_id_links none',
    '%global _binary_payload w1.gzdio',
    '%description',
    one('--description'),
    '%post',
    script('--after-install'),
    '%postun',
    script('--after-remove'),
    '%files',
    '%defattr(-,root,root,-)',
    ...files.map((name) => `"${name.slice(1)}"`),
    '',
  ].join('\n')
  const file = join(work, 'package.spec')
  writeFileSync(file, spec)
  const top = join(work, 'top')
  const defines = [`_topdir ${top}`, '__spec_install_pre /bin/true'].flatMap((line) => ['--define', line])
  const target = one('--architecture')
  const args = ['-bb', '--quiet', '--noclean', '--target', target, '--buildroot', root, ...defines, file]
  execFileSync('rpmbuild', args, { stdio: 'inherit' })
  const folder = join(top, 'RPMS', target)
  copyFileSync(join(folder, readdirSync(folder)[0] ?? ''), one('--package'))
}

const work = mkdtempSync(join(tmpdir(), 'ringdown-fpm-'))
try {
  const root = join(work, 'root')
  lay(root)
  if (one('-t') === 'deb') makeDeb(root)
  else if (one('-t') === 'rpm') makeRpm(root, work)
  else throw new Error(`there is no way to make a ${one('-t')} here`)
} finally {
  rmSync(work, { recursive: true, force: true })
}
