// The least that an Electron app can be: one window with nothing in it. Says when it is shown.
const { app, BrowserWindow } = require('electron')

void app.whenReady().then(() => {
  const window = new BrowserWindow({ show: false, webPreferences: { sandbox: true } })
  window.once('ready-to-show', () => window.show())
  window.once('show', () => process.stdout.write('shown\n'))
  void window.loadURL('data:text/html,<!doctype html><title>Empty</title>')
})
