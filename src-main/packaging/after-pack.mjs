// Runs before electron-builder flips the fuses. A runtime before Electron 29 has no `grantFileProtocolExtraPrivileges`, and flipping
// it there fails: tests and offline machines may package with such a one.
/** @param {import('electron-builder').AfterPackContext} context */
export default function afterPack({ packager }) {
  const { config, info } = packager
  const major = Number(info.framework.version.split('.')[0])
  if (major < 29 && config.electronFuses) delete config.electronFuses.grantFileProtocolExtraPrivileges
}
