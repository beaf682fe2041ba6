// The least a tray app can be: what Electron itself costs, measured in the same run as Tollgate.

import path from 'node:path';
import { app, BrowserWindow, Menu, nativeImage, Tray } from 'electron';

// One opaque pixel, stretched: the floor must not depend on anything of Tollgate's.
const PIXEL =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

// Held for as long as the app runs: an icon that is collected disappears.
let tray = null;

// Not awaited: Electron is only ready once this file has been run to its end.
app.whenReady().then(() => {
  const icon = nativeImage.createFromDataURL(PIXEL).resize({ width: 22, height: 22 });
  tray = new Tray(icon);
  tray.setToolTip('Floor');
  tray.setContextMenu(Menu.buildFromTemplate([{ label: 'Quit', role: 'quit' }]));
  console.log(`[tollgate] tray-visible ${Date.now() - Number(process.env.TOLLGATE_START_MS)}`);
});

let popup = null;

// A window of the glance's kind and size, kept when it is closed: what any such window costs.
function makePopup() {
  const made = new BrowserWindow({
    width: 372,
    height: 520,
    useContentSize: true,
    show: false,
    frame: false,
    skipTaskbar: true,
    alwaysOnTop: true,
    resizable: false,
    webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false },
  });
  made.on('close', (event) => {
    event.preventDefault();
    made.hide();
  });
  made.once('ready-to-show', () => made.show());
  void made.loadFile(path.join(import.meta.dirname, 'page.html'));
  return made;
}

app.on('activate', () => {
  if (popup) {
    popup.show();
    popup.focus();
  } else popup = makePopup();
});
app.on('window-all-closed', () => undefined);
app.on('before-quit', () => popup?.destroy());
