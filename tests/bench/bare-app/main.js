// The least a tray app can be: what Electron itself costs, measured in the same run as Tollgate.

import { app, Menu, nativeImage, Tray } from 'electron';

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
